-- SPDX-License-Identifier: Apache-2.0
INSERT INTO shadow_schema_head (tenant_id, changes) VALUES ('', 0);
