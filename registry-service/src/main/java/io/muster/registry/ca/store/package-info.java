// SPDX-License-Identifier: Apache-2.0
/** Issuers in PostgreSQL. */
@NullMarked
package io.muster.registry.ca.store;

import org.jspecify.annotations.NullMarked;
