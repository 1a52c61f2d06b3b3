// SPDX-License-Identifier: Apache-2.0
/**
 * The native way to ask: one question, with everything that can be said about it, and the answer
 * with its reasons. The broker dialects say less of both.
 */
@NullMarked
package io.muster.acl.inquiry;

import org.jspecify.annotations.NullMarked;
