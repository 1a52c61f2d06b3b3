-- SPDX-License-Identifier: Apache-2.0
-- What revocation lists say: lifted means that a hold ended, which only deltas tell; published that a list with it was made;
-- in_reference that the complete list has it that deltas refer to.
CREATE TABLE revocation (
    tenant_id    text        NOT NULL,
    issuer       text        NOT NULL,
    serial_hex   text        NOT NULL,
    shard        integer     NOT NULL,
    reason       text        NOT NULL,
    revoked_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    lifted       boolean     NOT NULL DEFAULT false,
    published    boolean     NOT NULL DEFAULT false,
    in_reference boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, issuer, serial_hex)
);
