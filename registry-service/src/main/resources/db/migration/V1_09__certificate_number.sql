-- SPDX-License-Identifier: Apache-2.0
-- An issuer never gives a serial twice.
CREATE UNIQUE INDEX certificate_number ON certificate (tenant_id, issuer, serial_hex);
