-- SPDX-License-Identifier: Apache-2.0
-- A snapshot of the registry's devices while a replica reads it.
CREATE TABLE device_staging (
    tenant_id text        NOT NULL,
    reader    uuid        NOT NULL,
    device_id text        NOT NULL,
    state     text        NOT NULL,
    staged_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, reader, device_id)
);
