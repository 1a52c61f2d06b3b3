-- SPDX-License-Identifier: Apache-2.0
-- The devices a rollout was started for, in the order in which it reaches them.
CREATE TABLE candidate (
    tenant_id  text    NOT NULL,
    rollout_id uuid    NOT NULL,
    bucket     integer NOT NULL,
    device_id  text    NOT NULL,
    PRIMARY KEY (tenant_id, rollout_id, bucket, device_id)
);
