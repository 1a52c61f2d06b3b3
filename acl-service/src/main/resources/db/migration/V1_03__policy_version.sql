-- SPDX-License-Identifier: Apache-2.0
-- Every document that ever was in force, as its author wrote it: text, because jsonb would write it anew. Rows are never changed.
CREATE TABLE policy_version (
    tenant_id     text        NOT NULL,
    policy_id     text        NOT NULL,
    version       bigint      NOT NULL,
    document      text        NOT NULL,
    bytes         integer     NOT NULL,
    rules         integer     NOT NULL,
    restored_from bigint,
    created_by    text        NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, policy_id, version)
);
