-- SPDX-License-Identifier: Apache-2.0
-- For comparing what a broker told with whom it has now. Heartbeats touch none of these columns.
CREATE INDEX presence_open ON presence (broker) WHERE NOT broker_ended;
