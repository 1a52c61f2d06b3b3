-- SPDX-License-Identifier: Apache-2.0
-- Finds the deltas that still have to be published; nearly always empty.
CREATE INDEX shadow_unpublished ON shadow (tenant_id, device_id, name) WHERE unpublished_since IS NOT NULL;
