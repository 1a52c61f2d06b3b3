// SPDX-License-Identifier: Apache-2.0
/** A package for the layering rules to look at. */
@NullMarked
package io.muster.testkit.layers.good;

import org.jspecify.annotations.NullMarked;
