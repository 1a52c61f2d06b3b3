-- SPDX-License-Identifier: Apache-2.0
-- An approval is for one certificate: the one that it was used for.
ALTER TABLE enrollment_request ADD COLUMN fingerprint text;
