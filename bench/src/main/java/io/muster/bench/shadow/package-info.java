// SPDX-License-Identifier: Apache-2.0
/** Measures how fast shadows take in what devices report. */
@NullMarked
package io.muster.bench.shadow;

import org.jspecify.annotations.NullMarked;
