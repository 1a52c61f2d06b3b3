-- SPDX-License-Identifier: Apache-2.0
-- Nobody looks for what is due first of all webhooks any more.
DROP INDEX webhook_delivery_due;
