// SPDX-License-Identifier: Apache-2.0
/** What all scheduled jobs have in common. */
@NullMarked
package io.muster.platform.schedule;

import org.jspecify.annotations.NullMarked;
