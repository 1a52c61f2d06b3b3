-- SPDX-License-Identifier: Apache-2.0
-- What devices of a type have in common; the schema, if there is one, is what their attributes must keep.
CREATE TABLE device_type (
    tenant_id        text        NOT NULL,
    id               text        NOT NULL COLLATE "C",
    display_name     text,
    attribute_schema text,
    version          bigint      NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
