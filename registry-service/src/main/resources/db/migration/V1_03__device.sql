-- SPDX-License-Identifier: Apache-2.0
-- Ids are compared byte by byte, in lists too, whatever the database's locale is.
CREATE TABLE device (
    tenant_id  text        NOT NULL,
    id         text        NOT NULL COLLATE "C",
    state      text        NOT NULL,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
