-- SPDX-License-Identifier: Apache-2.0
-- Rows that wait for others of their file are passed over and come again in the next turn: how far a turn is differs from how many are done.
ALTER TABLE bulk_job
    ADD COLUMN turn integer NOT NULL DEFAULT 0,
    ADD COLUMN place bigint NOT NULL DEFAULT 0;
