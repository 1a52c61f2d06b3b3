-- SPDX-License-Identifier: Apache-2.0
-- Public keys that may sign releases; a revoked one stays, so that its name is never used again.
CREATE TABLE signing_key (
    tenant_id  text        NOT NULL,
    key_id     text        NOT NULL,
    algorithm  text        NOT NULL,
    pem        text        NOT NULL,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (tenant_id, key_id)
);
