-- SPDX-License-Identifier: Apache-2.0
-- Attempts to get a certificate, so that an operator sees why a device has none. What the client sent is kept as hashes.
CREATE TABLE enrollment (
    tenant_id   text        NOT NULL,
    id          uuid        NOT NULL,
    device_id   text        NOT NULL COLLATE "C",
    profile     text        NOT NULL,
    method      text        NOT NULL,
    result      text        NOT NULL,
    reason      text,
    remote_ip   text        NOT NULL,
    csr_sha256  text,
    fingerprint text,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
