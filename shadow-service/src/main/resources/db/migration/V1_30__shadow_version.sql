-- SPDX-License-Identifier: Apache-2.0
-- Each version that a shadow has had: who made it and when, the merge patch from the one before, and now and then the whole
-- document, so that no version takes many rows to make again. Rows are written once, and forgotten by age and by number.
CREATE TABLE shadow_version (
    tenant_id text        NOT NULL,
    device_id text        COLLATE "C" NOT NULL,
    name      text        COLLATE "C" NOT NULL,
    version   bigint      NOT NULL,
    kind      text        NOT NULL,
    made_at   timestamptz NOT NULL,
    made_by   text        NOT NULL,
    patch     bytea       NOT NULL,
    snapshot  bytea,
    PRIMARY KEY (tenant_id, device_id, name, version)
);
