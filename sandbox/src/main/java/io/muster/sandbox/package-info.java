// SPDX-License-Identifier: Apache-2.0
/** The embedded default: everything Muster needs on one machine, on loopback, for development. */
@NullMarked
package io.muster.sandbox;

import org.jspecify.annotations.NullMarked;
