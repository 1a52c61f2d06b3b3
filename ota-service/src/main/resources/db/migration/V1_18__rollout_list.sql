-- SPDX-License-Identifier: Apache-2.0
-- For listing rollouts, newest first.
CREATE INDEX rollout_list ON rollout (tenant_id, created_at, id);
