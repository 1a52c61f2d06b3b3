// SPDX-License-Identifier: Apache-2.0
/**
 * Where demo and drills take place: a sandbox that runs already, or one of their own that ends with
 * them.
 */
@NullMarked
package io.muster.sandbox.stage;

import org.jspecify.annotations.NullMarked;
