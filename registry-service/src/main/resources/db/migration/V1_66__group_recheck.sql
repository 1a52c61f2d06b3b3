-- SPDX-License-Identifier: Apache-2.0
-- Devices whose presence has changed since queries of groups were asked about it. Changes makes each note a lock, so that none is lost.
CREATE TABLE group_recheck (
    tenant_id text   NOT NULL,
    device_id text   NOT NULL COLLATE "C",
    changes   bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, device_id)
);
