-- SPDX-License-Identifier: Apache-2.0
-- The last link of a tenant's audit chain, locked by every transaction that adds one.
CREATE TABLE audit_head (
    tenant_id text   NOT NULL,
    seq       bigint NOT NULL,
    hash      text   NOT NULL,
    PRIMARY KEY (tenant_id)
);
