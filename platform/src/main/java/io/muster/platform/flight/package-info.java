// SPDX-License-Identifier: Apache-2.0
/** Work that runs once at a time, however often it is asked for. */
@NullMarked
package io.muster.platform.flight;

import org.jspecify.annotations.NullMarked;
