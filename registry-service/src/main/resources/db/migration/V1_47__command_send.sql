-- SPDX-License-Identifier: Apache-2.0
-- For finding what is to be sent.
CREATE INDEX command_send ON command (tenant_id, send_at) WHERE send_at IS NOT NULL;
