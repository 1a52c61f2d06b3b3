-- SPDX-License-Identifier: Apache-2.0
-- For deleting old attempts.
CREATE INDEX enrollment_age ON enrollment (at);
