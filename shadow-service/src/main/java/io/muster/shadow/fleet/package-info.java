// SPDX-License-Identifier: Apache-2.0
/** Questions about all shadows of a tenant: searches, counts, and the indexes that answer them. */
@NullMarked
package io.muster.shadow.fleet;

import org.jspecify.annotations.NullMarked;
