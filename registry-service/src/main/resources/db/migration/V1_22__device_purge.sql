-- SPDX-License-Identifier: Apache-2.0
-- For the job that deletes for good what nobody restored.
CREATE INDEX device_purge ON device (purge_at) WHERE purge_at IS NOT NULL;
