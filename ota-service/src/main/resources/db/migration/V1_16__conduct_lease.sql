-- SPDX-License-Identifier: Apache-2.0
-- Which replica advances a tenant's rollouts now.
CREATE TABLE conduct_lease (
    tenant_id  text        NOT NULL,
    holder     uuid        NOT NULL,
    held_until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
