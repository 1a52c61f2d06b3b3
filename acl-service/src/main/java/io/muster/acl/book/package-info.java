// SPDX-License-Identifier: Apache-2.0
/** The policies of every tenant as they are in force. */
@NullMarked
package io.muster.acl.book;

import org.jspecify.annotations.NullMarked;
