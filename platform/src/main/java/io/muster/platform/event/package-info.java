// SPDX-License-Identifier: Apache-2.0
/** CloudEvents as Muster's services exchange them. */
@NullMarked
package io.muster.platform.event;

import org.jspecify.annotations.NullMarked;
