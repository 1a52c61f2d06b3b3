-- SPDX-License-Identifier: Apache-2.0
-- What was revoked before there were lists; each issuer has one.
INSERT INTO revocation (tenant_id, issuer, serial_hex, shard, reason, revoked_at, expires_at)
SELECT tenant_id, issuer, serial_hex, 0, reason, revoked_at, not_after FROM certificate WHERE status = 'REVOKED';
