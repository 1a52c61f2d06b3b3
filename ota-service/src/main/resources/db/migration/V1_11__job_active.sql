-- SPDX-License-Identifier: Apache-2.0
-- A device is at work on one job at a time, whatever our code believes.
CREATE UNIQUE INDEX job_active ON job (tenant_id, device_id)
    WHERE state IN ('OFFERED', 'DOWNLOADING', 'DOWNLOADED', 'INSTALLING', 'VERIFYING');
