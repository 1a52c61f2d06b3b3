// SPDX-License-Identifier: Apache-2.0
/** Events that leave only from committed rows, in the order of their commits. */
@NullMarked
package io.muster.platform.outbox;

import org.jspecify.annotations.NullMarked;
