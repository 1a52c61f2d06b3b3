-- SPDX-License-Identifier: Apache-2.0
-- For replicas, which read what changed since they last looked.
CREATE UNIQUE INDEX revocation_by_revision ON revocation (tenant_id, revision);
