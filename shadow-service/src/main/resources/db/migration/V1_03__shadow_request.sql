-- SPDX-License-Identifier: Apache-2.0
-- Updates with a client token, remembered for ten minutes. The answer is not stored: the same body, this version and this
-- time make it again, byte for byte.
CREATE TABLE shadow_request (
    tenant_id    text        NOT NULL,
    device_id    text        COLLATE "C" NOT NULL,
    name         text        COLLATE "C" NOT NULL,
    client_token bytea       NOT NULL,
    body_hash    text        NOT NULL,
    version      bigint      NOT NULL,
    applied_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id, name, client_token)
);
