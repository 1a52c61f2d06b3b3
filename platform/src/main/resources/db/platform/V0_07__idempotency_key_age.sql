-- SPDX-License-Identifier: Apache-2.0
-- For deleting what is older than a day.
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
