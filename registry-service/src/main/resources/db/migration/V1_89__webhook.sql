-- SPDX-License-Identifier: Apache-2.0
-- Where a tenant wants its events sent. The secret is sealed: its key is not in the database.
CREATE TABLE webhook (
    tenant_id  text        NOT NULL,
    webhook_id uuid        NOT NULL DEFAULT gen_random_uuid(),
    url        text        NOT NULL,
    types      text[]      NOT NULL,
    secret     bytea       NOT NULL,
    enabled    boolean     NOT NULL DEFAULT true,
    failures   integer     NOT NULL DEFAULT 0,
    reason     text,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, webhook_id)
);
