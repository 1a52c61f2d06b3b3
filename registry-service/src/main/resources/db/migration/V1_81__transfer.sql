-- SPDX-License-Identifier: Apache-2.0
-- Offers of a tenant to give a device away: to the tenant that is named, or to whoever has the code. Of the code there is a digest only.
CREATE TABLE transfer (
    tenant_id   text        NOT NULL,
    transfer_id uuid        NOT NULL DEFAULT gen_random_uuid(),
    device_id   text        NOT NULL COLLATE "C",
    device_uid  uuid        NOT NULL,
    to_tenant   text,
    code_hash   text,
    state       text        NOT NULL,
    offered_by  text        NOT NULL,
    decided_by  text,
    new_id      text        COLLATE "C",
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    decided_at  timestamptz,
    PRIMARY KEY (tenant_id, transfer_id)
);
