// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

/**
 * One thing that is measured beside its floor. Found as a service, see {@link
 * java.util.ServiceLoader}.
 */
public interface Benchmark {

    /** As on the command line. */
    String name();

    /** What is compared with what, in a line. */
    String description();

    /**
     * Measures. Leaves no process and no file behind, also when it fails.
     *
     * @throws Exception whatever keeps it from measuring; a result that disappoints is a report
     */
    Report run(Plan plan) throws Exception;
}
