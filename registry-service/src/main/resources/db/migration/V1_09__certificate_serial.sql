-- SPDX-License-Identifier: Apache-2.0
-- An issuer never gives a serial twice.
CREATE UNIQUE INDEX certificate_serial ON certificate (tenant_id, issuer, serial);
