// SPDX-License-Identifier: Apache-2.0
/** Loopback ports and what answers on them. */
@NullMarked
package io.muster.sandbox.net;

import org.jspecify.annotations.NullMarked;
