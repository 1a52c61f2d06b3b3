-- SPDX-License-Identifier: Apache-2.0
-- For the publisher: slots that changed since they were published.
CREATE INDEX job_slot_pending ON job_slot (tenant_id, device_id) WHERE published_rev < rev;
