-- SPDX-License-Identifier: Apache-2.0
-- One row per shadow, kept after a delete for its version. Documents are bytes, because jsonb would reorder keys, respell
-- numbers and refuse U+0000; the database never looks inside them. Rows change often and in place: the free space in each
-- page lets that happen without touching an index.
CREATE TABLE shadow (
    tenant_id         text        NOT NULL,
    device_id         text        COLLATE "C" NOT NULL,
    name              text        COLLATE "C" NOT NULL,
    version           bigint      NOT NULL,
    deleted           boolean     NOT NULL,
    desired           bytea       NOT NULL,
    desired_stamps    bytea       NOT NULL,
    reported          bytea       NOT NULL,
    reported_stamps   bytea       NOT NULL,
    in_sync           boolean     NOT NULL,
    unpublished_since timestamptz,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id, name)
) WITH (fillfactor = 60);
