-- SPDX-License-Identifier: Apache-2.0
-- Who may say that a certificate has arrived; what nobody says it of in time is revoked.
CREATE TABLE ownership_token (
    tenant_id    text        NOT NULL,
    fingerprint  text        NOT NULL,
    token_sha256 text        NOT NULL,
    client_id    text        NOT NULL,
    claim_id     uuid        NOT NULL,
    device_id    text        NOT NULL COLLATE "C",
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    PRIMARY KEY (tenant_id, fingerprint)
);
