-- SPDX-License-Identifier: Apache-2.0
-- Paths compare byte by byte, so that the groups below one are a range of this index.
CREATE UNIQUE INDEX device_group_path ON device_group (tenant_id, path);
