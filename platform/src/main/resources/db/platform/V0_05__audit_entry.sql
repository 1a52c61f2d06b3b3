-- SPDX-License-Identifier: Apache-2.0
-- What was done by whom. The hash covers the entry's canonical JSON, in body, and the hash before it; rows are never changed.
CREATE TABLE audit_entry (
    tenant_id text   NOT NULL,
    seq       bigint NOT NULL,
    body      text   NOT NULL,
    hash      text   NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);
