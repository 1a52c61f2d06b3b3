-- SPDX-License-Identifier: Apache-2.0
-- Enrollments that a person decides on. Nothing of the request is kept but hashes: the device sends it again.
CREATE TABLE enrollment_request (
    tenant_id  text        NOT NULL,
    id         uuid        NOT NULL,
    label      text        NOT NULL COLLATE "C",
    principal  text        NOT NULL,
    csr_sha256 text        NOT NULL,
    device_id  text        NOT NULL COLLATE "C",
    key_sha256 text        NOT NULL,
    remote_ip  text        NOT NULL,
    state      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
