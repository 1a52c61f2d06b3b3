-- SPDX-License-Identifier: Apache-2.0
-- What no list says yet is looked for every second.
CREATE INDEX revocation_news ON revocation (tenant_id, issuer, shard) WHERE NOT published;
