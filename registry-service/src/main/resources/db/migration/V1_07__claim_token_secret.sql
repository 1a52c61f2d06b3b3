-- SPDX-License-Identifier: Apache-2.0
-- Tokens are found by what the device sends.
CREATE UNIQUE INDEX claim_token_secret ON claim_token (tenant_id, secret_sha256);
