-- SPDX-License-Identifier: Apache-2.0
-- The entries of one list.
CREATE INDEX revocation_list ON revocation (tenant_id, issuer, shard);
