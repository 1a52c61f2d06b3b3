-- SPDX-License-Identifier: Apache-2.0
-- For the scheduler: rollouts that want to be looked at.
CREATE INDEX rollout_due ON rollout (tenant_id, due_at) WHERE due_at IS NOT NULL;
