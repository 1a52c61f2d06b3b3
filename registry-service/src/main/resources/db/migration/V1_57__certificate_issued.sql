-- SPDX-License-Identifier: Apache-2.0
-- All certificates of a tenant, newest first.
CREATE INDEX certificate_issued ON certificate (tenant_id, issued_at, fingerprint);
