-- SPDX-License-Identifier: Apache-2.0
-- Serial numbers and the like, each of one device only. The device's row has them too, to be shown and searched.
CREATE TABLE external_id (
    tenant_id text NOT NULL,
    kind      text NOT NULL,
    value     text NOT NULL,
    device_id text NOT NULL COLLATE "C",
    PRIMARY KEY (tenant_id, kind, value)
);
