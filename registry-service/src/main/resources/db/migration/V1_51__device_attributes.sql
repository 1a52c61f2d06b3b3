-- SPDX-License-Identifier: Apache-2.0
-- Filters by attributes ask what contains a value at a path.
CREATE INDEX device_attributes ON device USING gin (attributes jsonb_path_ops);
