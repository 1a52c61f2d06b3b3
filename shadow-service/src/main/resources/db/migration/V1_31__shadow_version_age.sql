-- SPDX-License-Identifier: Apache-2.0
-- For forgetting what is too old.
CREATE INDEX shadow_version_age ON shadow_version (made_at);
