-- SPDX-License-Identifier: Apache-2.0
-- For deleting what is over.
CREATE INDEX revocation_by_end ON revocation (tenant_id, until_at);
