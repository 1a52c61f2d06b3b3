-- SPDX-License-Identifier: Apache-2.0
-- Which replica has a channel that only one may have, where the broker does not share subscriptions. The channel is every
-- tenant's.
CREATE TABLE ingress_lease (
    tenant_id  text        NOT NULL,
    channel    text        NOT NULL,
    holder     text        NOT NULL,
    held_until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, channel)
) WITH (fillfactor = 50);
