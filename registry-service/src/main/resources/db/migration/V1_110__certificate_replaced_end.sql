-- SPDX-License-Identifier: Apache-2.0
-- It began with the tenant, and left those on hold out.
DROP INDEX certificate_replaced;
