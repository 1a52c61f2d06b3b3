-- SPDX-License-Identifier: Apache-2.0
-- The values at indexed paths, at most one of the three columns set; none is for a text that is too long to be compared. Written with the
-- shadow, and only when the value changed.
CREATE TABLE shadow_field (
    tenant_id text    NOT NULL,
    index_id  bigint  NOT NULL,
    device_id text    COLLATE "C" NOT NULL,
    name      text    COLLATE "C" NOT NULL,
    num       numeric,
    str       text    COLLATE "C",
    flag      boolean,
    PRIMARY KEY (tenant_id, index_id, device_id, name)
);
