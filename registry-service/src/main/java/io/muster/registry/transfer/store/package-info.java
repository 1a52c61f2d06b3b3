// SPDX-License-Identifier: Apache-2.0
/** Offers of devices in PostgreSQL. */
@NullMarked
package io.muster.registry.transfer.store;

import org.jspecify.annotations.NullMarked;
