// SPDX-License-Identifier: Apache-2.0
/** Transactions on the reactive PostgreSQL client, and what its failures mean. */
@NullMarked
package io.muster.platform.sql;

import org.jspecify.annotations.NullMarked;
