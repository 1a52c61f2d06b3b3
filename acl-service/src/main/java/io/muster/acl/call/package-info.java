// SPDX-License-Identifier: Apache-2.0
/** The few HTTP calls that this service makes itself, all of them away from the hooks' path. */
@NullMarked
package io.muster.acl.call;

import org.jspecify.annotations.NullMarked;
