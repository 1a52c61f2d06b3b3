// SPDX-License-Identifier: Apache-2.0
/** Device types in PostgreSQL. */
@NullMarked
package io.muster.registry.type.store;

import org.jspecify.annotations.NullMarked;
