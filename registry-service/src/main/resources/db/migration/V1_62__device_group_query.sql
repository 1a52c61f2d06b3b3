-- SPDX-License-Identifier: Apache-2.0
-- With every change of a device its tenant's queries are asked.
CREATE INDEX device_group_query ON device_group (tenant_id) WHERE query IS NOT NULL;
