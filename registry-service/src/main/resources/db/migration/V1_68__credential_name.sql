-- SPDX-License-Identifier: Apache-2.0
-- A name is given once in a tenant and type.
CREATE UNIQUE INDEX credential_name ON credential (tenant_id, type, auth_id);
