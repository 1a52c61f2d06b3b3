-- SPDX-License-Identifier: Apache-2.0
-- One job for each key that a client gave.
CREATE UNIQUE INDEX bulk_job_key ON bulk_job (tenant_id, request_key) WHERE request_key IS NOT NULL;
