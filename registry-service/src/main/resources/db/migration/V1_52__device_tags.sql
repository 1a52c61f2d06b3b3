-- SPDX-License-Identifier: Apache-2.0
-- Filters by tags.
CREATE INDEX device_tags ON device USING gin (tags);
