-- SPDX-License-Identifier: Apache-2.0
-- Verified releases. The manifest is not stored: its canonical bytes follow from the columns.
CREATE TABLE release (
    tenant_id        text        NOT NULL,
    id               uuid        NOT NULL,
    product          text        NOT NULL,
    version          text        NOT NULL,
    sha256           text        NOT NULL,
    size             bigint      NOT NULL,
    security_version bigint      NOT NULL,
    signature        text        NOT NULL,
    key_id           text        NOT NULL,
    state            text        NOT NULL,
    created_by       text        NOT NULL,
    created_at       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT release_of_version UNIQUE (tenant_id, product, version)
);
