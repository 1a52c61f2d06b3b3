// SPDX-License-Identifier: Apache-2.0
/**
 * How benchmarks measure: ours and a floor in turns, ratios rather than absolute figures, goals.
 */
@NullMarked
package io.muster.bench.measure;

import org.jspecify.annotations.NullMarked;
