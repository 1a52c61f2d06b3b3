-- SPDX-License-Identifier: Apache-2.0
-- For deleting what is old.
CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at);
