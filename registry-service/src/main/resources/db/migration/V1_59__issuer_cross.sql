-- SPDX-License-Identifier: Apache-2.0
-- What joins an authority to the generation before it.
ALTER TABLE issuer
    ADD COLUMN predecessor text,
    ADD COLUMN new_with_old_pem text,
    ADD COLUMN old_with_new_pem text;
