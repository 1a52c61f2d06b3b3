-- SPDX-License-Identifier: Apache-2.0
-- A claim may be proven with a certificate's key instead of a secret; secret_sha256 is the certificate's fingerprint then.
ALTER TABLE claim_token
    ADD COLUMN certificate bytea,
    ADD COLUMN issuer text,
    ADD COLUMN serial_hex text,
    ADD COLUMN not_before timestamptz;
