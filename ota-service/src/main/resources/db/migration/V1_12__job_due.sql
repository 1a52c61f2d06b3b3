-- SPDX-License-Identifier: Apache-2.0
-- For timeouts: jobs that have a deadline.
CREATE INDEX job_due ON job (tenant_id, rollout_id, deadline_at) WHERE deadline_at IS NOT NULL;
