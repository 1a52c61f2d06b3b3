-- SPDX-License-Identifier: Apache-2.0
-- What operators have revoked. One that was taken back ends at that moment and stays for a while, so that replicas learn of it.
CREATE TABLE revocation (
    tenant_id     text        NOT NULL,
    revocation_id text        NOT NULL,
    revision      bigint      NOT NULL,
    live          boolean     NOT NULL,
    kind          text        NOT NULL,
    value         text        NOT NULL,
    reason        text,
    revoked_by    text        NOT NULL,
    revoked_at    timestamptz NOT NULL,
    until_at      timestamptz,
    PRIMARY KEY (tenant_id, revocation_id)
);
