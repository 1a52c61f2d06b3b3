-- SPDX-License-Identifier: Apache-2.0
-- The authorities of a tenant in their order.
ALTER TABLE issuer ADD COLUMN generation integer NOT NULL DEFAULT 1;
