// SPDX-License-Identifier: Apache-2.0
/** Which device is in which groups, kept true in the transactions that change devices. */
@NullMarked
package io.muster.registry.membership;

import org.jspecify.annotations.NullMarked;
