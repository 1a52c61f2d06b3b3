-- SPDX-License-Identifier: Apache-2.0
-- What waits, oldest first, and how many there are.
CREATE INDEX enrollment_request_state ON enrollment_request (tenant_id, state, created_at, id);
