-- SPDX-License-Identifier: Apache-2.0
-- Events that are committed and not yet confirmed by the broker; rows are deleted once they are.
CREATE TABLE outbox_event (
    tenant_id text   NOT NULL,
    seq       bigint NOT NULL,
    type      text   NOT NULL,
    body      text   NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);
