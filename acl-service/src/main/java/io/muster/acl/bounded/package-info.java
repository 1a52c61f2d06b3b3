// SPDX-License-Identifier: Apache-2.0
/** What never grows past a bound: memory, and work under way. */
@NullMarked
package io.muster.acl.bounded;

import org.jspecify.annotations.NullMarked;
