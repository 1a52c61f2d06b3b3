-- SPDX-License-Identifier: Apache-2.0
-- What is to be sent next.
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at) WHERE state = 'PENDING';
