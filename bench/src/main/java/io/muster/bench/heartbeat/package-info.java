// SPDX-License-Identifier: Apache-2.0
/** How many heartbeats registry-service takes in, beside the bare statement that writes them. */
@NullMarked
package io.muster.bench.heartbeat;

import org.jspecify.annotations.NullMarked;
