-- SPDX-License-Identifier: Apache-2.0
-- The newest revocation lists in DER, complete and against the list with the number in reference. Numbers never go back.
CREATE TABLE crl (
    tenant_id    text        NOT NULL,
    issuer       text        NOT NULL,
    shard        integer     NOT NULL,
    number       bigint      NOT NULL DEFAULT 0,
    reference    bigint      NOT NULL DEFAULT 0,
    reference_at timestamptz,
    this_update  timestamptz,
    next_update  timestamptz,
    refresh_at   timestamptz NOT NULL,
    complete     bytea,
    delta        bytea,
    PRIMARY KEY (tenant_id, issuer, shard)
);
