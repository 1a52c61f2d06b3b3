-- SPDX-License-Identifier: Apache-2.0
-- Certificates that are good beside their successor, for the end of the overlap, whichever tenant they are of.
CREATE INDEX certificate_overlap ON certificate (replaced_at, fingerprint) WHERE status IN ('ACTIVE', 'HOLD') AND replaced_at IS NOT NULL;
