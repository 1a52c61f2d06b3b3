-- SPDX-License-Identifier: Apache-2.0
-- The tenant of an installation that has only one is always there; others come with the devices they have.
INSERT INTO tenant (tenant_id, devices)
SELECT t.tenant_id, (SELECT count(*) FROM device d WHERE d.tenant_id = t.tenant_id)
FROM (SELECT 'default' AS tenant_id UNION SELECT tenant_id FROM device) t;
