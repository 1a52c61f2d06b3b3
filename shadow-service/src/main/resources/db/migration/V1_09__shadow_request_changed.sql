-- SPDX-License-Identifier: Apache-2.0
-- A request that found everything as it asked for is answered otherwise than one that changed something, also the second time.
ALTER TABLE shadow_request ADD COLUMN changed boolean NOT NULL DEFAULT true;
