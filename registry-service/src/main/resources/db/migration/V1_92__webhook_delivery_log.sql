-- SPDX-License-Identifier: Apache-2.0
-- What was sent to a webhook, the newest first.
CREATE INDEX webhook_delivery_log ON webhook_delivery (tenant_id, webhook_id, created_at, delivery_id);
