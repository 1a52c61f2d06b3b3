// SPDX-License-Identifier: Apache-2.0
/** Revocation lists in PostgreSQL. */
@NullMarked
package io.muster.registry.status.store;

import org.jspecify.annotations.NullMarked;
