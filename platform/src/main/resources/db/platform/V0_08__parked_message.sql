-- SPDX-License-Identifier: Apache-2.0
-- Messages that no attempt could ever process, with the reason; a bounded number per tenant, the newest are kept.
CREATE TABLE parked_message (
    tenant_id  text        NOT NULL,
    parked_at  timestamptz NOT NULL,
    message_id uuid        NOT NULL,
    topic      text        NOT NULL,
    payload    bytea       NOT NULL,
    reason     text        NOT NULL,
    PRIMARY KEY (tenant_id, parked_at, message_id)
);
