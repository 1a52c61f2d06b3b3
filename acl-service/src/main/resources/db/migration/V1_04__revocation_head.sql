-- SPDX-License-Identifier: Apache-2.0
-- Numbers the changes of a tenant's revocations. Every change holds its row's lock to the commit; replicas read the numbers again and
-- again. Changes up to the horizon may have been deleted: who has read less than that reads everything anew.
CREATE TABLE revocation_head (
    tenant_id text   NOT NULL,
    revision  bigint NOT NULL,
    horizon   bigint NOT NULL,
    PRIMARY KEY (tenant_id)
);
