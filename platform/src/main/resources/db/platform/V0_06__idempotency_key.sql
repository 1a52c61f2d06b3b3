-- SPDX-License-Identifier: Apache-2.0
-- Answers of requests that created something, kept for a day, so that a repeated request gets the same answer.
CREATE TABLE idempotency_key (
    tenant_id   text        NOT NULL,
    request_key text        NOT NULL,
    fingerprint text        NOT NULL,
    status      integer     NOT NULL,
    body        text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, request_key)
);
