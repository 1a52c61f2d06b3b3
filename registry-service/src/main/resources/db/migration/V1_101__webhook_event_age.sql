-- SPDX-License-Identifier: Apache-2.0
-- For deleting what is old.
CREATE INDEX webhook_event_age ON webhook_event (touched_at);
