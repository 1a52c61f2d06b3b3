-- SPDX-License-Identifier: Apache-2.0
-- Whether an authority's key is ours (INTERNAL) or somebody else's (BYO).
ALTER TABLE issuer ADD COLUMN kind text NOT NULL DEFAULT 'INTERNAL';
