-- SPDX-License-Identifier: Apache-2.0
-- What devices were last seen running, by their own word. Kept apart from device: it comes from elsewhere and outlives a snapshot.
CREATE TABLE installed (
    tenant_id text        NOT NULL,
    device_id text        NOT NULL,
    product   text        NOT NULL,
    version   text        NOT NULL,
    seen_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id, product)
);
