// SPDX-License-Identifier: Apache-2.0
/**
 * The versions that a shadow has had, as patches from one to the next. Pure: what is recorded of a
 * change, and what the shadow was at a version.
 */
@NullMarked
package io.muster.shadow.history;

import org.jspecify.annotations.NullMarked;
