-- SPDX-License-Identifier: Apache-2.0
-- Finds numbers, equal ones and in their order.
CREATE INDEX shadow_field_num ON shadow_field (tenant_id, index_id, num) WHERE num IS NOT NULL;
