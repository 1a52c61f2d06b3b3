// SPDX-License-Identifier: Apache-2.0
/**
 * {@code ./muster bench}: finds the benchmark of a name, runs it and holds it against its goals.
 */
@NullMarked
package io.muster.bench.command;

import org.jspecify.annotations.NullMarked;
