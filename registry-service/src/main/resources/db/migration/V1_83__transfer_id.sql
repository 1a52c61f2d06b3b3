-- SPDX-License-Identifier: Apache-2.0
-- Who is offered a device knows the offer by its id.
CREATE INDEX transfer_by_id ON transfer (transfer_id);
