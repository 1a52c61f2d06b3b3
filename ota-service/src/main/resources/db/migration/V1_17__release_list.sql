-- SPDX-License-Identifier: Apache-2.0
-- For listing releases, newest first.
CREATE INDEX release_list ON release (tenant_id, created_at, id);
