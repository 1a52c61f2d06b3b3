-- SPDX-License-Identifier: Apache-2.0
-- Steps of a rollout; number 0 is the way back. The counters are kept by the transactions that move the jobs.
-- released_bucket, released_device: the last device that got its job.
CREATE TABLE wave (
    tenant_id       text        NOT NULL,
    rollout_id      uuid        NOT NULL,
    number          integer     NOT NULL,
    share           integer     NOT NULL,
    bucket_from     integer     NOT NULL,
    bucket_until    integer     NOT NULL,
    state           text        NOT NULL,
    size            integer     NOT NULL,
    queued          integer     NOT NULL,
    offered         integer     NOT NULL,
    installing      integer     NOT NULL,
    ok              integer     NOT NULL,
    failed          integer     NOT NULL,
    skipped         integer     NOT NULL,
    withdrawn       integer     NOT NULL,
    last_success    timestamptz,
    released_bucket integer     NOT NULL DEFAULT -1,
    released_device text        NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, rollout_id, number)
);
