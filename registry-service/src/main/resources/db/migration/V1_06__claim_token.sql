-- SPDX-License-Identifier: Apache-2.0
-- One-time secrets, of which only the SHA-256 is kept: 160 random bits need no slow hash.
CREATE TABLE claim_token (
    tenant_id     text        NOT NULL,
    id            uuid        NOT NULL,
    profile       text        NOT NULL,
    device_id     text        NOT NULL COLLATE "C",
    secret_sha256 text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz,
    PRIMARY KEY (tenant_id, id)
);
