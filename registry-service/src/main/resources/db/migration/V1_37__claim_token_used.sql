-- SPDX-License-Identifier: Apache-2.0
-- Tokens that were used before uses were counted were good for one.
UPDATE claim_token SET uses = 1 WHERE used_at IS NOT NULL;
