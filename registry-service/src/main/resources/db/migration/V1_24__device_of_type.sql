-- SPDX-License-Identifier: Apache-2.0
-- The devices of a type: for lists, and so that a type in use is not deleted.
CREATE INDEX device_of_type ON device (tenant_id, type, id) WHERE type IS NOT NULL;
