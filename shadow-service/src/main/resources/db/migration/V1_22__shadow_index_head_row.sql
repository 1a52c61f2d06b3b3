-- SPDX-License-Identifier: Apache-2.0
INSERT INTO shadow_index_head (tenant_id, changes) VALUES ('', 0);
