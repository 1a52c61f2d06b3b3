// SPDX-License-Identifier: Apache-2.0
/**
 * The workload that all benchmarks of acl-service share: a fleet's policies, and what its devices
 * ask for.
 */
@NullMarked
package io.muster.bench.acl.fleet;

import org.jspecify.annotations.NullMarked;
