-- SPDX-License-Identifier: Apache-2.0
-- Counts the changes of a tenant, by kind. Every change holds its row's lock to the commit; replicas read the numbers again and again to see what to load.
CREATE TABLE change_head (
    tenant_id text   NOT NULL,
    kind      text   NOT NULL,
    epoch     bigint NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);
