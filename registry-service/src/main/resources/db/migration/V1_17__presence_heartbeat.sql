-- SPDX-License-Identifier: Apache-2.0
-- What the last heartbeat said, and what silence and restlessness tell. A heartbeat changes nothing that is in an
-- index; half of each page is left free so that all its rows can have a new version there at once.
ALTER TABLE presence
    ADD COLUMN heartbeat_at timestamptz,
    ADD COLUMN rssi         integer,
    ADD COLUMN snr          double precision,
    ADD COLUMN battery      integer,
    ADD COLUMN uptime       bigint,
    ADD COLUMN load         double precision,
    ADD COLUMN network      text,
    ADD COLUMN stale        boolean       NOT NULL DEFAULT false,
    ADD COLUMN patience_ms  bigint,
    ADD COLUMN changes      timestamptz[] NOT NULL DEFAULT '{}',
    ADD COLUMN flapping     boolean       NOT NULL DEFAULT false,
    ADD COLUMN look_at      timestamptz,
    SET (fillfactor = 50);
