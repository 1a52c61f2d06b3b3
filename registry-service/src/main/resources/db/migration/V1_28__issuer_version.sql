-- SPDX-License-Identifier: Apache-2.0
-- Rises with every change of a row: the sum tells a replica that its authorities are out of date.
ALTER TABLE issuer ADD COLUMN version bigint NOT NULL DEFAULT 1;
