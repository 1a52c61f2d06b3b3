-- SPDX-License-Identifier: Apache-2.0
-- For finding the devices from which something should have been heard by now.
CREATE INDEX presence_look ON presence (tenant_id, look_at) WHERE look_at IS NOT NULL;
