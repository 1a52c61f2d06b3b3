-- SPDX-License-Identifier: Apache-2.0
-- Whether a device is connected. The sessions that are over are remembered so that a late message of theirs counts nothing.
CREATE TABLE presence (
    tenant_id      text        NOT NULL,
    device_id      text        NOT NULL COLLATE "C",
    connected      boolean     NOT NULL,
    session        text        NOT NULL,
    ended_sessions text[]      NOT NULL,
    changed_at     timestamptz NOT NULL,
    reason         text        NOT NULL,
    firmware       text,
    last_seen_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, device_id)
);
