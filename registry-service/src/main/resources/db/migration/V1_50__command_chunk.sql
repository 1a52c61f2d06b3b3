-- SPDX-License-Identifier: Apache-2.0
-- What devices send in answer, as it comes. It goes with its command.
CREATE TABLE command_chunk (
    tenant_id  text    NOT NULL,
    command_id uuid    NOT NULL,
    number     integer NOT NULL,
    bytes      bytea   NOT NULL,
    PRIMARY KEY (tenant_id, command_id, number),
    FOREIGN KEY (tenant_id, command_id) REFERENCES command (tenant_id, command_id) ON DELETE CASCADE
);
