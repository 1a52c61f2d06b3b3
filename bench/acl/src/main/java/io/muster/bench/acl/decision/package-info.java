// SPDX-License-Identifier: Apache-2.0
/**
 * acl-service's engine beside jCasbin and Cedar: the same policies, the same questions, the same
 * answers.
 */
@NullMarked
package io.muster.bench.acl.decision;

import org.jspecify.annotations.NullMarked;
