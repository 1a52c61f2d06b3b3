-- SPDX-License-Identifier: Apache-2.0
-- Which device a public key belongs to, for ever: a key on two devices is a cloned key.
CREATE TABLE device_key (
    tenant_id   text    NOT NULL,
    key_sha256  text    NOT NULL,
    device_id   text    NOT NULL COLLATE "C",
    compromised boolean NOT NULL,
    PRIMARY KEY (tenant_id, key_sha256)
);
