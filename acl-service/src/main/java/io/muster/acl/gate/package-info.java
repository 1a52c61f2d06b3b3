// SPDX-License-Identifier: Apache-2.0
/** The one way in for all dialects: who is it, may it connect, may it do that. */
@NullMarked
package io.muster.acl.gate;

import org.jspecify.annotations.NullMarked;
