-- SPDX-License-Identifier: Apache-2.0
-- The passes that are due.
CREATE INDEX device_group_pass ON device_group (tenant_id, pass_at) WHERE pass_at IS NOT NULL;
