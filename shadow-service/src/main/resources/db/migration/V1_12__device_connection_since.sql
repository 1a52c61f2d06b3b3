-- SPDX-License-Identifier: Apache-2.0
-- Since when a device is connected or not, and why, in the registry's words; null where it was noted before these columns were there.
ALTER TABLE device_connection
    ADD COLUMN since  timestamptz,
    ADD COLUMN reason text;
