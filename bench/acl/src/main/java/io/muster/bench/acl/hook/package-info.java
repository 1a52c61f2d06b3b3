// SPDX-License-Identifier: Apache-2.0
/**
 * acl-service over HTTP, asked as brokers ask it, beside a server of the same kind that only
 * echoes.
 */
@NullMarked
package io.muster.bench.acl.hook;

import org.jspecify.annotations.NullMarked;
