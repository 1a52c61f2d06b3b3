-- SPDX-License-Identifier: Apache-2.0
-- Which gateways may speak for a device that reaches no broker by itself.
CREATE TABLE device_gateway (
    tenant_id  text        NOT NULL,
    device_id  text        NOT NULL COLLATE "C",
    gateway_id text        NOT NULL COLLATE "C",
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, device_id, gateway_id)
);
