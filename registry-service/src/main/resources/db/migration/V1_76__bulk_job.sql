-- SPDX-License-Identifier: Apache-2.0
-- Work on many rows of a file. done counts the rows that are over, from the first on: each batch begins after them, in the transaction
-- that moves it, so that a replica that dies leaves nothing half done and nothing to be released.
CREATE TABLE bulk_job (
    tenant_id   text        NOT NULL,
    job_id      uuid        NOT NULL DEFAULT gen_random_uuid(),
    mode        text        NOT NULL,
    format      text        NOT NULL,
    header      text        NOT NULL DEFAULT '',
    state       text        NOT NULL,
    actor       text        NOT NULL,
    request_key text,
    sha256      text        NOT NULL DEFAULT '',
    total       bigint      NOT NULL DEFAULT 0,
    done        bigint      NOT NULL DEFAULT 0,
    created     bigint      NOT NULL DEFAULT 0,
    updated     bigint      NOT NULL DEFAULT 0,
    unchanged   bigint      NOT NULL DEFAULT 0,
    failed      bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    started_at  timestamptz,
    finished_at timestamptz,
    touched_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, job_id)
);
