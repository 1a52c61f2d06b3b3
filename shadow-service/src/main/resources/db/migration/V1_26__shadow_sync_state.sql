-- SPDX-License-Identifier: Apache-2.0
-- How far the device has got, as the ledger says, for searches. In no index: it changes too often.
ALTER TABLE shadow ADD COLUMN sync_state text NOT NULL DEFAULT 'applied';
