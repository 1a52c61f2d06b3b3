// SPDX-License-Identifier: Apache-2.0
/** Has rollouts looked at when they are due. */
@NullMarked
package io.muster.ota.schedule;

import org.jspecify.annotations.NullMarked;
