-- SPDX-License-Identifier: Apache-2.0
-- For forgetting old commands.
CREATE INDEX command_age ON command (changed_at);
