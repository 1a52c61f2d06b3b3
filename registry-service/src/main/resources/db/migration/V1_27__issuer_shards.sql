-- SPDX-License-Identifier: Apache-2.0
-- How many revocation lists there are; fixed for an authority, because the number of the list stands in its certificates.
ALTER TABLE issuer ADD COLUMN shards integer NOT NULL DEFAULT 1;
