// SPDX-License-Identifier: Apache-2.0
/** What the hooks of brokers have in common, whichever service they call. */
@NullMarked
package io.muster.platform.hook;

import org.jspecify.annotations.NullMarked;
