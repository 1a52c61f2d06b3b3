// SPDX-License-Identifier: Apache-2.0
/** Webhooks and deliveries in PostgreSQL. */
@NullMarked
package io.muster.registry.webhook.store;

import org.jspecify.annotations.NullMarked;
