-- SPDX-License-Identifier: Apache-2.0
-- The filters that a persistent MQTT session may be subscribed to: a broker cannot be asked.
CREATE TABLE channel_session (
    tenant_id text   NOT NULL,
    client_id text   NOT NULL,
    filters   text[] NOT NULL,
    PRIMARY KEY (tenant_id, client_id)
);
