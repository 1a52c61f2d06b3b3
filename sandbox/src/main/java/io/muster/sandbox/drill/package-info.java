// SPDX-License-Identifier: Apache-2.0
/**
 * Faults injected under load. A drill keeps a history of what it was promised, and a checker that
 * knows nothing of the services compares it with what their public interfaces show afterwards.
 */
@NullMarked
package io.muster.sandbox.drill;

import org.jspecify.annotations.NullMarked;
