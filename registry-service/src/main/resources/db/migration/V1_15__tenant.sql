-- SPDX-License-Identifier: Apache-2.0
-- Who shares the installation. Options holds what was chosen only; devices counts in the transactions that add and delete them,
-- so that a quota is held without counting rows.
CREATE TABLE tenant (
    tenant_id  text        NOT NULL COLLATE "C",
    options    jsonb       NOT NULL DEFAULT '{}',
    devices    bigint      NOT NULL DEFAULT 0,
    version    bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id)
);
