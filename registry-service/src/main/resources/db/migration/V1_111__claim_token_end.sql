-- SPDX-License-Identifier: Apache-2.0
-- For deleting claims whose time was over long ago.
CREATE INDEX claim_token_end ON claim_token (expires_at);
