-- SPDX-License-Identifier: Apache-2.0
-- Certificates that are good beside their successor, for the end of the overlap.
CREATE INDEX certificate_replaced ON certificate (tenant_id, replaced_at) WHERE status = 'ACTIVE' AND replaced_at IS NOT NULL;
