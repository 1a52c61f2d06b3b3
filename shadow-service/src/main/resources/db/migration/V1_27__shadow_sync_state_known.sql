-- SPDX-License-Identifier: Apache-2.0
-- The state is the first member of a ledger that has this name; what devices said comes behind it.
UPDATE shadow SET sync_state = lower(substring(convert_from(ledger, 'UTF8') FROM '"state":"([A-Z]+)"'))
WHERE convert_from(ledger, 'UTF8') LIKE '%"state":"%' AND NOT deleted;
