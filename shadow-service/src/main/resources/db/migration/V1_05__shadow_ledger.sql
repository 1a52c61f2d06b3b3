-- SPDX-License-Identifier: Apache-2.0
-- What a shadow has beside desired and reported: its tags, and its ledger as one object (delivery, sequence, timers, removals).
ALTER TABLE shadow
    ADD COLUMN tags        bytea       NOT NULL DEFAULT '{}',
    ADD COLUMN tags_stamps bytea       NOT NULL DEFAULT '{}',
    ADD COLUMN ledger      bytea       NOT NULL DEFAULT '{}',
    ADD COLUMN untold      boolean     NOT NULL DEFAULT false,
    ADD COLUMN next_due    timestamptz;
