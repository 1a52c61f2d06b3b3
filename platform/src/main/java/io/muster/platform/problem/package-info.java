// SPDX-License-Identifier: Apache-2.0
/** Errors as RFC 9457 problem details with stable types. */
@NullMarked
package io.muster.platform.problem;

import org.jspecify.annotations.NullMarked;
