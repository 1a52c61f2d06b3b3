-- SPDX-License-Identifier: Apache-2.0
-- For forgetting what is older than ten minutes.
CREATE INDEX shadow_request_age ON shadow_request (applied_at);
