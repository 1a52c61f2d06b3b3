// SPDX-License-Identifier: Apache-2.0
/** Jobs and their rows in PostgreSQL. */
@NullMarked
package io.muster.registry.bulk.store;

import org.jspecify.annotations.NullMarked;
