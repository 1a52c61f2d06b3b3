-- SPDX-License-Identifier: Apache-2.0
-- The external ids of a device, to be replaced or deleted with it.
CREATE INDEX external_id_device ON external_id (tenant_id, device_id);
