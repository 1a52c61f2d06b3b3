-- SPDX-License-Identifier: Apache-2.0
-- The authorities whose certificates devices may hold; the first of a tenant that is ISSUING signs new ones.
CREATE TABLE issuer (
    tenant_id       text        NOT NULL,
    fingerprint     text        NOT NULL,
    state           text        NOT NULL,
    certificate_pem text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, fingerprint)
);
