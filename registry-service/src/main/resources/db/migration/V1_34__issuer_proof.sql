-- SPDX-License-Identifier: Apache-2.0
-- Codes that whoever registers an authority has to have certified by it, to prove to hold its key. They are no secrets.
CREATE TABLE issuer_proof (
    tenant_id  text        NOT NULL,
    issuer     text        NOT NULL,
    code       text        NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, issuer)
);
