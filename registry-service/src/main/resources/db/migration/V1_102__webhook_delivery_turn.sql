-- SPDX-License-Identifier: Apache-2.0
-- What is to be sent next to each webhook: one that has much waiting must not stand in front of the others.
CREATE INDEX webhook_delivery_turn ON webhook_delivery (tenant_id, webhook_id, next_at) WHERE state = 'PENDING';
