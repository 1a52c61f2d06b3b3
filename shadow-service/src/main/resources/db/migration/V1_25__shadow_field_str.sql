-- SPDX-License-Identifier: Apache-2.0
-- Finds texts, equal ones and in their order.
CREATE INDEX shadow_field_str ON shadow_field (tenant_id, index_id, str) WHERE str IS NOT NULL;
