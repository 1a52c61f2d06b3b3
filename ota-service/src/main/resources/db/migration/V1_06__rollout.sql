-- SPDX-License-Identifier: Apache-2.0
-- Rollouts. Every change of a rollout, its waves or the counted state of its jobs holds the lock of this row.
-- target: device ids, or null for all; planned_until: the last device that was given a bucket; due_at: when somebody should look, null for never.
CREATE TABLE rollout (
    tenant_id        text        NOT NULL,
    id               uuid        NOT NULL,
    release_id       uuid        NOT NULL,
    product          text        NOT NULL,
    version          text        NOT NULL,
    target           text[],
    policy           jsonb       NOT NULL,
    rollback_release uuid,
    require_approval boolean     NOT NULL,
    state            text        NOT NULL,
    reason           text        NOT NULL,
    revision         bigint      NOT NULL,
    planned          boolean     NOT NULL,
    planned_until    text        NOT NULL,
    created_by       text        NOT NULL,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz,
    ended_at         timestamptz,
    due_at           timestamptz,
    PRIMARY KEY (tenant_id, id)
);
