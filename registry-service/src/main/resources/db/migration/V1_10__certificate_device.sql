-- SPDX-License-Identifier: Apache-2.0
-- The certificates of a device, newest first.
CREATE INDEX certificate_device ON certificate (tenant_id, device_id, issued_at, fingerprint);
