-- SPDX-License-Identifier: Apache-2.0
-- JSON Schemas by the names of shadows. The revision is new with each change and never comes again, so that what was made
-- of a schema can be kept under it.
CREATE TABLE shadow_schema (
    tenant_id  text        NOT NULL,
    shadow     text        COLLATE "C" NOT NULL,
    version    bigint      NOT NULL DEFAULT 1,
    revision   uuid        NOT NULL DEFAULT gen_random_uuid(),
    mode       text        NOT NULL,
    content    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, shadow)
);
