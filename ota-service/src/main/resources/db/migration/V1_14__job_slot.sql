-- SPDX-License-Identifier: Apache-2.0
-- What a device is told on its retained topic: one job or none. The row is its own outbox: it waits to be published while published_rev < rev.
CREATE TABLE job_slot (
    tenant_id     text   NOT NULL,
    device_id     text   NOT NULL,
    job_id        uuid,
    rev           bigint NOT NULL,
    published_rev bigint NOT NULL,
    claimed_until timestamptz,
    PRIMARY KEY (tenant_id, device_id)
);
