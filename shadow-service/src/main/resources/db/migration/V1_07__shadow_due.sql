-- SPDX-License-Identifier: Apache-2.0
-- Few shadows have a timer. A change that leaves next_due as it is touches no index.
CREATE INDEX shadow_due ON shadow (next_due) WHERE next_due IS NOT NULL;
