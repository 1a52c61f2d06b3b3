-- SPDX-License-Identifier: Apache-2.0
-- Events on their way to webhooks, and for a while what came of it. A delivery is due at next_at; who takes it moves that on, so that
-- it is due again if nothing is heard of it.
CREATE TABLE webhook_delivery (
    tenant_id    text        NOT NULL,
    delivery_id  uuid        NOT NULL DEFAULT gen_random_uuid(),
    webhook_id   uuid        NOT NULL,
    event_id     text        NOT NULL,
    type         text        NOT NULL,
    body         text        NOT NULL,
    state        text        NOT NULL DEFAULT 'PENDING',
    attempts     integer     NOT NULL DEFAULT 0,
    next_at      timestamptz NOT NULL DEFAULT now(),
    status       integer,
    error        text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz,
    PRIMARY KEY (tenant_id, delivery_id)
);
