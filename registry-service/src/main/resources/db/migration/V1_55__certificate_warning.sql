-- SPDX-License-Identifier: Apache-2.0
-- When to tell that a certificate nears its end without a successor; null once somebody was told.
ALTER TABLE certificate ADD COLUMN warn_at timestamptz;
