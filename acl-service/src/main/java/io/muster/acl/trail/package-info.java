// SPDX-License-Identifier: Apache-2.0
/**
 * The decisions of late, in memory: why somebody was refused, and what a changed policy would have
 * answered.
 */
@NullMarked
package io.muster.acl.trail;

import org.jspecify.annotations.NullMarked;
