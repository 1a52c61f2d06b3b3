-- SPDX-License-Identifier: Apache-2.0
-- Lists in the order of creation.
CREATE INDEX device_age ON device (tenant_id, created_at, id);
