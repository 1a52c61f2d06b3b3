-- SPDX-License-Identifier: Apache-2.0
-- The rows of a job as they were sent, until they are done; of those that failed the body stays, to be corrected and sent again.
CREATE TABLE bulk_row (
    tenant_id text   NOT NULL,
    job_id    uuid   NOT NULL,
    row_no    bigint NOT NULL,
    body      text   NOT NULL,
    result    text,
    device_id text,
    code      text,
    pointer   text,
    message   text,
    answer    text,
    PRIMARY KEY (tenant_id, job_id, row_no)
);
