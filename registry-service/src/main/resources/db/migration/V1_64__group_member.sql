-- SPDX-License-Identifier: Apache-2.0
-- Which device is in which group itself, not by a group below.
CREATE TABLE group_member (
    tenant_id text NOT NULL,
    device_id text NOT NULL COLLATE "C",
    group_id  uuid NOT NULL,
    PRIMARY KEY (tenant_id, device_id, group_id)
);
