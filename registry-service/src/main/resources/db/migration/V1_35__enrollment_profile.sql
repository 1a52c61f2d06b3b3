-- SPDX-License-Identifier: Apache-2.0
-- On which terms devices enroll. The rules are one document, read and written whole; issued counts first certificates
-- while the rules have a maximum. The profile default needs no row until somebody changes it.
CREATE TABLE enrollment_profile (
    tenant_id  text        NOT NULL,
    label      text        NOT NULL COLLATE "C",
    rules      jsonb       NOT NULL,
    issued     bigint      NOT NULL,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, label)
);
