-- SPDX-License-Identifier: Apache-2.0
-- What devices are told to do. A row is its own outbox: send_at says when it is sent next, if at all.
CREATE TABLE command (
    tenant_id  text        NOT NULL,
    command_id uuid        NOT NULL,
    device_id  text        NOT NULL COLLATE "C",
    kind       text        NOT NULL,
    params     text        NOT NULL,
    state      text        NOT NULL,
    created_at timestamptz NOT NULL,
    deadline   timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    send_at    timestamptz,
    result     text,
    reason     text,
    chunks     integer,
    sha256     text,
    asked      integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, command_id)
);
