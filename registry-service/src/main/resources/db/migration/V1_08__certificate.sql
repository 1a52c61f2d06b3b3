-- SPDX-License-Identifier: Apache-2.0
-- Every certificate that was ever issued. The principal is the token or certificate that authorised it: the same request
-- of the same principal gets the same certificate again.
CREATE TABLE certificate (
    tenant_id   text        NOT NULL,
    fingerprint text        NOT NULL,
    device_id   text        NOT NULL COLLATE "C",
    issuer      text        NOT NULL,
    serial_hex  text        NOT NULL,
    key_sha256  text        NOT NULL,
    principal   text        NOT NULL,
    csr_sha256  text        NOT NULL,
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    issued_at   timestamptz NOT NULL DEFAULT now(),
    status      text        NOT NULL,
    revoked_at  timestamptz,
    reason      text,
    der         bytea       NOT NULL,
    PRIMARY KEY (tenant_id, fingerprint)
);
