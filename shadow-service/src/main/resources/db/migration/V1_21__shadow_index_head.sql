-- SPDX-License-Identifier: Apache-2.0
-- One row, of no tenant: counts the declarations and removals of indexes. Whoever writes shadows compares it with what it knows; whoever
-- creates one shares it until the commit, so that none is missed by an index that is being added.
CREATE TABLE shadow_index_head (
    tenant_id text   NOT NULL,
    changes   bigint NOT NULL,
    PRIMARY KEY (tenant_id)
) WITH (fillfactor = 50);
