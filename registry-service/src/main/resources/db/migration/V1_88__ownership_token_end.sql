-- SPDX-License-Identifier: Apache-2.0
-- What is over is looked for every minute.
CREATE INDEX ownership_token_end ON ownership_token (expires_at);
