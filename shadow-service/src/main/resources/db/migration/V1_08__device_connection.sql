-- SPDX-License-Identifier: Apache-2.0
-- Whether a device is connected, as the newest event of the registry says, and its number; nothing is known of a device without a row.
CREATE TABLE device_connection (
    tenant_id text    NOT NULL,
    device_id text    COLLATE "C" NOT NULL,
    connected boolean NOT NULL,
    noted_by  bigint  NOT NULL,
    PRIMARY KEY (tenant_id, device_id)
) WITH (fillfactor = 70);
