// SPDX-License-Identifier: Apache-2.0
/** EST (RFC 7030) on its own listener, byte for byte as real clients need it. */
@NullMarked
package io.muster.registry.est;

import org.jspecify.annotations.NullMarked;
