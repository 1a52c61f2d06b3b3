// SPDX-License-Identifier: Apache-2.0
/** A storm of tokens that were never seen before, beside jose4j called in a bare loop. */
@NullMarked
package io.muster.bench.acl.token;

import org.jspecify.annotations.NullMarked;
