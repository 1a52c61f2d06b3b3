-- SPDX-License-Identifier: Apache-2.0
-- The paths by which a tenant searches. The id comes from the head's count and never comes again. While one is built, reached_device
-- and reached_name are the last shadow whose value is in shadow_field.
CREATE TABLE shadow_index (
    tenant_id      text        NOT NULL,
    id             bigint      NOT NULL,
    path           text        COLLATE "C" NOT NULL,
    state          text        NOT NULL,
    reached_device text        COLLATE "C" NOT NULL DEFAULT '',
    reached_name   text        COLLATE "C" NOT NULL DEFAULT '',
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
