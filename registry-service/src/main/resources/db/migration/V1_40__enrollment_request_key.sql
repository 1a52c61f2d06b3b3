-- SPDX-License-Identifier: Apache-2.0
-- The same request of the same principal is the same question.
CREATE UNIQUE INDEX enrollment_request_key ON enrollment_request (tenant_id, label, principal, csr_sha256);
