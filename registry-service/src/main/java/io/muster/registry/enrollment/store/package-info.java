// SPDX-License-Identifier: Apache-2.0
/** Claim tokens, issued answers and enrollment attempts in PostgreSQL. */
@NullMarked
package io.muster.registry.enrollment.store;

import org.jspecify.annotations.NullMarked;
