-- SPDX-License-Identifier: Apache-2.0
-- A job that is being deleted: nobody resumes it or receives into it any more, so that its rows can go one part after the other.
ALTER TABLE bulk_job ADD COLUMN ending boolean NOT NULL DEFAULT false;
