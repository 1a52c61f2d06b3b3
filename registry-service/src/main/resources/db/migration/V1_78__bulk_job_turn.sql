-- SPDX-License-Identifier: Apache-2.0
-- Whose turn it is: the job that waited longest for its next batch. Also finds uploads that were left, and what is too old.
CREATE INDEX bulk_job_turn ON bulk_job (state, touched_at);
