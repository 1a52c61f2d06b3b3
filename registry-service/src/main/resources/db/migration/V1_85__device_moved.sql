-- SPDX-License-Identifier: Apache-2.0
-- A device that went to another tenant stays as a deleted one for a while, but is restored by nobody: it is elsewhere now.
ALTER TABLE device ADD COLUMN moved_to text;
