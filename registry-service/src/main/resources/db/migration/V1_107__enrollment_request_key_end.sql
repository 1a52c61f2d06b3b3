-- SPDX-License-Identifier: Apache-2.0
-- It took the same request for another device for the same question.
DROP INDEX enrollment_request_key CASCADE;
