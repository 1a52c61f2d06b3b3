// SPDX-License-Identifier: Apache-2.0
/** How quickly devices are found among many. */
@NullMarked
package io.muster.bench.search;

import org.jspecify.annotations.NullMarked;
