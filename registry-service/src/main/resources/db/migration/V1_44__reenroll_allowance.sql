-- SPDX-License-Identifier: Apache-2.0
-- Devices that may renew an expired certificate once, because an operator said so.
CREATE TABLE reenroll_allowance (
    tenant_id  text        NOT NULL,
    device_id  text        NOT NULL COLLATE "C",
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id)
);
