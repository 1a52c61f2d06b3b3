// SPDX-License-Identifier: Apache-2.0
/** How often somebody may fail, or come and go, before we stop listening for a while. */
@NullMarked
package io.muster.acl.limits;

import org.jspecify.annotations.NullMarked;
