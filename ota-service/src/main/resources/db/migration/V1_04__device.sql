-- SPDX-License-Identifier: Apache-2.0
-- What the registry says of devices, for choosing and dropping them.
CREATE TABLE device (
    tenant_id text NOT NULL,
    device_id text NOT NULL,
    state     text NOT NULL,
    PRIMARY KEY (tenant_id, device_id)
);
