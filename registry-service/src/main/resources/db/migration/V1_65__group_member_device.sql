-- SPDX-License-Identifier: Apache-2.0
-- The devices of a group, in the order of their ids.
CREATE INDEX group_member_device ON group_member (tenant_id, group_id, device_id);
