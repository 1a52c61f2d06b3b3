// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.token;

import io.muster.bench.measure.Latencies;

/** Verifies each token of a stock once. */
interface Pass {

    /** As many as can work at once. */
    int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Runs to the end, and tells how long each token took. */
    Latencies run() throws InterruptedException;
}
