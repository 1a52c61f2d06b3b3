-- SPDX-License-Identifier: Apache-2.0
-- The certificates to tell about next.
CREATE INDEX certificate_due ON certificate (tenant_id, warn_at) WHERE warn_at IS NOT NULL;
