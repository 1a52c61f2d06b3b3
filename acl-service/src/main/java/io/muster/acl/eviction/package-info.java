// SPDX-License-Identifier: Apache-2.0
/** Ends sessions at the broker when what they stood on is gone. */
@NullMarked
package io.muster.acl.eviction;

import org.jspecify.annotations.NullMarked;
