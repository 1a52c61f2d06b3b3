-- SPDX-License-Identifier: Apache-2.0
-- A job that has to wait is not looked at before then, so that those behind it have their turn.
ALTER TABLE bulk_job ADD COLUMN not_before timestamptz;
