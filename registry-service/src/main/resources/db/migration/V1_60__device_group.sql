-- SPDX-License-Identifier: Apache-2.0
-- Groups of devices. Who is in a group with a query is kept as rows too; a pass over the tenant's devices goes on from
-- pass_place when pass_at has come, until membership is what the query says, or nobody is in a deleted group.
CREATE TABLE device_group (
    tenant_id    text        NOT NULL,
    id           uuid        NOT NULL,
    path         text        NOT NULL COLLATE "C",
    display_name text,
    query        text,
    on_presence  boolean     NOT NULL DEFAULT false,
    on_time      boolean     NOT NULL DEFAULT false,
    deleted      boolean     NOT NULL DEFAULT false,
    settling     boolean     NOT NULL DEFAULT false,
    pass_at      timestamptz,
    pass_place   text        NOT NULL DEFAULT '' COLLATE "C",
    pass_again   boolean     NOT NULL DEFAULT false,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
