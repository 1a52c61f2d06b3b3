// SPDX-License-Identifier: Apache-2.0
/** The operators' interface to rollouts. */
@NullMarked
package io.muster.ota.control;

import org.jspecify.annotations.NullMarked;
