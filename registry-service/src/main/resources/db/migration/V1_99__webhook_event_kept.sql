-- SPDX-License-Identifier: Apache-2.0
-- What was kept with each delivery until now.
INSERT INTO webhook_event (tenant_id, event_id, body)
SELECT DISTINCT ON (tenant_id, event_id) tenant_id, event_id, body FROM webhook_delivery
ORDER BY tenant_id, event_id, created_at;
