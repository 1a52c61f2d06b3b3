-- SPDX-License-Identifier: Apache-2.0
-- For offering: jobs that wait for their device.
CREATE INDEX job_queued ON job (tenant_id, rollout_id, wave, device_id) WHERE state = 'QUEUED';
