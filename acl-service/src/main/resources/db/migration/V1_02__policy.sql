-- SPDX-License-Identifier: Apache-2.0
-- Policies and their latest version. A deleted one stays, without effect, so that its versions go on counting.
CREATE TABLE policy (
    tenant_id text    NOT NULL,
    policy_id text    NOT NULL,
    version   bigint  NOT NULL,
    live      boolean NOT NULL,
    PRIMARY KEY (tenant_id, policy_id)
);
