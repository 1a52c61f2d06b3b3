-- SPDX-License-Identifier: Apache-2.0
-- The rows that failed, which are few and looked for.
CREATE INDEX bulk_row_failed ON bulk_row (tenant_id, job_id, row_no) WHERE result = 'FAILED';
