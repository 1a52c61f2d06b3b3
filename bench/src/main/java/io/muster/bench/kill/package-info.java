// SPDX-License-Identifier: Apache-2.0
/** Kills a service with -9 in the middle of its messages, and counts what became of them. */
@NullMarked
package io.muster.bench.kill;

import org.jspecify.annotations.NullMarked;
