// SPDX-License-Identifier: Apache-2.0
/** Digests. */
@NullMarked
package io.muster.acl.digest;

import org.jspecify.annotations.NullMarked;
