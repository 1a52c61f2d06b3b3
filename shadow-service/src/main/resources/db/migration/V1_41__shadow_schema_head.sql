-- SPDX-License-Identifier: Apache-2.0
-- One row, of no tenant: counts the changes to any schema. Replicas ask for it before they read again which tenants have some.
CREATE TABLE shadow_schema_head (
    tenant_id text   NOT NULL,
    changes   bigint NOT NULL,
    PRIMARY KEY (tenant_id)
);
