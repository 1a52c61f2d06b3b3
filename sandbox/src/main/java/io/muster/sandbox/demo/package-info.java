// SPDX-License-Identifier: Apache-2.0
/**
 * The main job, shown end to end. Every step states what it saw, and fails when it did not see it:
 * a demo that passes on a broken installation would be worse than none.
 */
@NullMarked
package io.muster.sandbox.demo;

import org.jspecify.annotations.NullMarked;
