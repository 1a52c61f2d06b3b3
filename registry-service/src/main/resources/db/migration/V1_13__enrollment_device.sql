-- SPDX-License-Identifier: Apache-2.0
-- The attempts of a device, newest first.
CREATE INDEX enrollment_device ON enrollment (tenant_id, device_id, at, id);
