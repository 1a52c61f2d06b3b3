-- SPDX-License-Identifier: Apache-2.0
-- What operators say of a device, and when it was deleted: it stays until purge_at, so that it can be restored.
ALTER TABLE device
    ADD COLUMN uid          uuid   NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN display_name text,
    ADD COLUMN type         text   COLLATE "C",
    ADD COLUMN attributes   jsonb  NOT NULL DEFAULT '{}',
    ADD COLUMN tags         text[] NOT NULL DEFAULT '{}',
    ADD COLUMN external_ids jsonb  NOT NULL DEFAULT '{}',
    ADD COLUMN deleted_at   timestamptz,
    ADD COLUMN purge_at     timestamptz;
