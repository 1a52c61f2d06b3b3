// SPDX-License-Identifier: Apache-2.0
/** Requests that may be repeated without being done twice. */
@NullMarked
package io.muster.platform.idempotency;

import org.jspecify.annotations.NullMarked;
