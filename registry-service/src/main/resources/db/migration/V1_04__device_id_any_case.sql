-- SPDX-License-Identifier: Apache-2.0
-- Ids that differ in case only would be confused by people.
CREATE UNIQUE INDEX device_id_any_case ON device (tenant_id, lower(id));
