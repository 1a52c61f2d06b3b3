-- SPDX-License-Identifier: Apache-2.0
-- A device is offered to one at a time.
CREATE UNIQUE INDEX transfer_open ON transfer (tenant_id, device_id) WHERE state = 'OFFERED';
