// SPDX-License-Identifier: Apache-2.0
/** JSON from outside, read strictly. */
@NullMarked
package io.muster.acl.json;

import org.jspecify.annotations.NullMarked;
