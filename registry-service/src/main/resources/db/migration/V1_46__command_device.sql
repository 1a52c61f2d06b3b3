-- SPDX-License-Identifier: Apache-2.0
-- For the list of a device's commands, and for those that wait for it.
CREATE INDEX command_device ON command (tenant_id, device_id, created_at);
