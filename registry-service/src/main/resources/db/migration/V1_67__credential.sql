-- SPDX-License-Identifier: Apache-2.0
-- What devices show besides certificates. Secret is a hash, or a key that is sealed by one that is not in the database.
CREATE TABLE credential (
    tenant_id  text        NOT NULL,
    device_id  text        NOT NULL COLLATE "C",
    id         uuid        NOT NULL,
    type       text        NOT NULL,
    auth_id    text        NOT NULL,
    enabled    boolean     NOT NULL,
    not_before timestamptz,
    not_after  timestamptz,
    secret     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, device_id, id)
);
