-- SPDX-License-Identifier: Apache-2.0
-- When the last heartbeat was written, on the clock of who wrote it: the rate is held by this and not by when the
-- heartbeat came, which may be of the second before.
ALTER TABLE presence ADD COLUMN heartbeat_written_at timestamptz;
