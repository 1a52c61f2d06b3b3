-- SPDX-License-Identifier: Apache-2.0
-- Who logs in with a name says no type: passwords and tokens share their names.
CREATE UNIQUE INDEX credential_login ON credential (tenant_id, auth_id) WHERE type IN ('password', 'token');
