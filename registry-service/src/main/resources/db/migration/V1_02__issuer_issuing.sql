-- SPDX-License-Identifier: Apache-2.0
-- Two replicas that start for the first time must not both make an authority.
CREATE UNIQUE INDEX issuer_issuing ON issuer (tenant_id) WHERE state = 'ISSUING';
