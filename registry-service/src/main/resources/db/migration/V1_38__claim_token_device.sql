-- SPDX-License-Identifier: Apache-2.0
-- Wrong secrets are counted at the tokens of a device.
CREATE INDEX claim_token_device ON claim_token (tenant_id, profile, device_id);
