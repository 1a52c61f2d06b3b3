-- SPDX-License-Identifier: Apache-2.0
-- For what a device says of itself: all its jobs, of which there are few.
CREATE INDEX job_device ON job (tenant_id, device_id);
