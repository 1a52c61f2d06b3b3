-- SPDX-License-Identifier: Apache-2.0
-- The same request of the same principal for another device is another question: where the transport names the device, a
-- request need not.
CREATE UNIQUE INDEX enrollment_request_question ON enrollment_request (tenant_id, label, principal, csr_sha256, device_id);
