// SPDX-License-Identifier: Apache-2.0
/** Hostile bytes in, a verified certificate request or a reason for refusing it out. Pure. */
@NullMarked
package io.muster.registry.enrollment.csr;

import org.jspecify.annotations.NullMarked;
