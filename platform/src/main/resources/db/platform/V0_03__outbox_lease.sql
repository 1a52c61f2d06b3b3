-- SPDX-License-Identifier: Apache-2.0
-- Which replica relays a tenant's events now.
CREATE TABLE outbox_lease (
    tenant_id  text        NOT NULL,
    holder     uuid        NOT NULL,
    held_until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
