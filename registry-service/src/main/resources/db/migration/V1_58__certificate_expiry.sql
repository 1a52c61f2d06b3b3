-- SPDX-License-Identifier: Apache-2.0
-- All certificates of a tenant, the soonest to expire first.
CREATE INDEX certificate_expiry ON certificate (tenant_id, not_after, fingerprint);
