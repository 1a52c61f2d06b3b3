// SPDX-License-Identifier: Apache-2.0
/** Services that are measured, each in a JVM of its own. */
@NullMarked
package io.muster.bench.server;

import org.jspecify.annotations.NullMarked;
