-- SPDX-License-Identifier: Apache-2.0
-- It is the event's.
ALTER TABLE webhook_delivery DROP COLUMN body;
