// SPDX-License-Identifier: Apache-2.0
/**
 * The platform against a real PostgreSQL, broker and issuer; here, because the platform can't
 * depend on the testkit.
 */
@NullMarked
package io.muster.platform;

import org.jspecify.annotations.NullMarked;
