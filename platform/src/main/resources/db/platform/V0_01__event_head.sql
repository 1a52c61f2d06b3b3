-- SPDX-License-Identifier: Apache-2.0
-- Counts the events of a tenant. Its lock, held to the commit, makes the order of sequences the order of commits.
CREATE TABLE event_head (
    tenant_id text   NOT NULL,
    seq       bigint NOT NULL,
    PRIMARY KEY (tenant_id)
);
