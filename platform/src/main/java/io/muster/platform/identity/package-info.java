// SPDX-License-Identifier: Apache-2.0
/** What the service itself shows when it calls others. */
@NullMarked
package io.muster.platform.identity;

import org.jspecify.annotations.NullMarked;
