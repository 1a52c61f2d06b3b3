// SPDX-License-Identifier: Apache-2.0
/**
 * What is asked, who asks, and what the answer is: the vocabulary of every dialect, and nothing
 * that does I/O.
 */
@NullMarked
package io.muster.acl.decision;

import org.jspecify.annotations.NullMarked;
