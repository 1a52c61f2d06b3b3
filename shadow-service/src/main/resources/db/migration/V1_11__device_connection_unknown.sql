-- SPDX-License-Identifier: Apache-2.0
-- Of a device that comes and goes all the time the registry says no more than that: whether it is connected is not known then.
ALTER TABLE device_connection ALTER COLUMN connected DROP NOT NULL;
