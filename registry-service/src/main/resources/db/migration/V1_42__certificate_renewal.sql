-- SPDX-License-Identifier: Apache-2.0
-- By which profile a certificate was issued, on whose terms it renews; what has taken its place, and whether it used its grace.
ALTER TABLE certificate
    ADD COLUMN profile text NOT NULL DEFAULT 'default',
    ADD COLUMN replaced_by text,
    ADD COLUMN replaced_at timestamptz,
    ADD COLUMN grace_used_at timestamptz;
