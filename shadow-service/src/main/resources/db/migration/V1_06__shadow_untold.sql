-- SPDX-License-Identifier: Apache-2.0
-- Until now a device could only miss wishes, not that some are wishes no more.
UPDATE shadow SET untold = NOT in_sync;
