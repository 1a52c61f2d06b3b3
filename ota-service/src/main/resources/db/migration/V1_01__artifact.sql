-- SPDX-License-Identifier: Apache-2.0
-- Uploaded files. Their bytes are in the artifact store under the same name, their digest.
CREATE TABLE artifact (
    tenant_id  text        NOT NULL,
    sha256     text        NOT NULL,
    size       bigint      NOT NULL,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, sha256)
);
