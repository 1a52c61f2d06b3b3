-- SPDX-License-Identifier: Apache-2.0
-- How often devices of a type are heard unless they say so themselves, and whether they speak for others.
ALTER TABLE device_type
    ADD COLUMN heartbeat_seconds integer,
    ADD COLUMN gateway           boolean NOT NULL DEFAULT false;
