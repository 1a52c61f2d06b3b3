// SPDX-License-Identifier: Apache-2.0
/** Lists in pages, continued by opaque cursors. */
@NullMarked
package io.muster.platform.paging;

import org.jspecify.annotations.NullMarked;
