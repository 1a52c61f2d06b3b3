-- SPDX-License-Identifier: Apache-2.0
-- What a tenant was offered.
CREATE INDEX transfer_to ON transfer (to_tenant, created_at) WHERE to_tenant IS NOT NULL;
