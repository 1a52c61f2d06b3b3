// SPDX-License-Identifier: Apache-2.0
/** Who is whose gateway, in the database. */
@NullMarked
package io.muster.registry.gateway.store;

import org.jspecify.annotations.NullMarked;
