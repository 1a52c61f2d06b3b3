-- SPDX-License-Identifier: Apache-2.0
-- Through which gateway a device was heard last, and in which session of the gateway: when that is over, nobody knows of the device.
ALTER TABLE presence
    ADD COLUMN gateway         text,
    ADD COLUMN gateway_session text;
