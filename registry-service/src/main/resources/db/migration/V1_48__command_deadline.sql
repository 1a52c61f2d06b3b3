-- SPDX-License-Identifier: Apache-2.0
-- For giving up what was not done in time.
CREATE INDEX command_deadline ON command (tenant_id, deadline) WHERE state IN ('QUEUED', 'SENT', 'ACKED');
