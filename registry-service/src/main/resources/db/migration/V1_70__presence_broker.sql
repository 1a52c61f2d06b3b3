-- SPDX-License-Identifier: Apache-2.0
-- What a broker itself told of a device's connection, and why it is not sure that a connected device is there.
-- `session` is the broker's id where it tells; the device's own is kept beside it.
ALTER TABLE presence
    ADD COLUMN own_session     text,
    ADD COLUMN broker          text,
    ADD COLUMN broker_session  text,
    ADD COLUMN broker_began_at timestamptz,
    ADD COLUMN broker_ended    boolean,
    ADD COLUMN broker_over_at  timestamptz,
    ADD COLUMN unverified      boolean NOT NULL DEFAULT false;
