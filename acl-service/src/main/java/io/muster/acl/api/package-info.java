// SPDX-License-Identifier: Apache-2.0
/** What operators may look at. */
@NullMarked
package io.muster.acl.api;

import org.jspecify.annotations.NullMarked;
