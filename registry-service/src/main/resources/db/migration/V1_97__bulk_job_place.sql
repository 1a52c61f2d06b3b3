-- SPDX-License-Identifier: Apache-2.0
-- Jobs that are under way go on where they are.
UPDATE bulk_job SET place = done;
