-- SPDX-License-Identifier: Apache-2.0
-- Whether a hold ends with the suspension of its device; an operator's does not.
ALTER TABLE certificate ADD COLUMN suspended boolean NOT NULL DEFAULT false;
