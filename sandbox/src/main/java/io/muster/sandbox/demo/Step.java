// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

/** One claim of the demo and how it is put to the test. */
record Step(String name, Observation observation) {

    /** Does something and looks at what came of it. */
    @FunctionalInterface
    interface Observation {

        /** What was observed, in one sentence; throws when it is not what the step claims. */
        String of(Scene scene) throws Exception;
    }
}
