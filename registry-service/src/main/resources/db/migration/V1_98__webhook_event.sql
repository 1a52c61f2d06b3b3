-- SPDX-License-Identifier: Apache-2.0
-- Events that webhooks want, once each, however many webhooks want them. touched_at moves when one is sent again.
CREATE TABLE webhook_event (
    tenant_id  text        NOT NULL,
    event_id   text        NOT NULL,
    body       text        NOT NULL,
    touched_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, event_id)
);
