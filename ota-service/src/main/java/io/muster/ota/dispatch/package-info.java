// SPDX-License-Identifier: Apache-2.0
/** Publishes to each device the job it has, or that it has none. */
@NullMarked
package io.muster.ota.dispatch;

import org.jspecify.annotations.NullMarked;
