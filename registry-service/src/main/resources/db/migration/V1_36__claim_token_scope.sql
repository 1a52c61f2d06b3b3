-- SPDX-License-Identifier: Apache-2.0
-- A token may be for several devices, several times, from some networks only, and be taken back. Failures counts wrong secrets
-- for its device.
ALTER TABLE claim_token
    ALTER COLUMN device_id DROP NOT NULL,
    ADD COLUMN pattern text,
    ADD COLUMN networks text[] NOT NULL DEFAULT '{}',
    ADD COLUMN max_uses integer NOT NULL DEFAULT 1,
    ADD COLUMN uses integer NOT NULL DEFAULT 0,
    ADD COLUMN failures integer NOT NULL DEFAULT 0,
    ADD COLUMN revoked_at timestamptz;
