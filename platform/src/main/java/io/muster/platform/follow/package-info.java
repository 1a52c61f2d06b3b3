// SPDX-License-Identifier: Apache-2.0
/** Read models of what another service owns: a snapshot, then its events by sequence. */
@NullMarked
package io.muster.platform.follow;

import org.jspecify.annotations.NullMarked;
