// SPDX-License-Identifier: Apache-2.0
/** Who did what, hash-chained per tenant and written in the transaction of the change. */
@NullMarked
package io.muster.platform.audit;

import org.jspecify.annotations.NullMarked;
