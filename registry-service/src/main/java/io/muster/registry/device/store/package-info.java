// SPDX-License-Identifier: Apache-2.0
/** Devices in PostgreSQL. */
@NullMarked
package io.muster.registry.device.store;

import org.jspecify.annotations.NullMarked;
