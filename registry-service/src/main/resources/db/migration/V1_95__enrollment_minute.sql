-- SPDX-License-Identifier: Apache-2.0
-- How many first certificates a tenant with a quota of them got in its minute, which begins with the first of them: one row, so
-- that replicas wait for each other at it and the number is exact without counting attempts.
CREATE TABLE enrollment_minute (
    tenant_id text        NOT NULL COLLATE "C",
    began_at  timestamptz NOT NULL,
    issued    bigint      NOT NULL,
    PRIMARY KEY (tenant_id)
);
