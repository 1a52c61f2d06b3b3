-- SPDX-License-Identifier: Apache-2.0
-- For listing the children of a gateway.
CREATE INDEX device_gateway_child ON device_gateway (tenant_id, gateway_id, device_id);
