// SPDX-License-Identifier: Apache-2.0
/** Tests of the whole service, and what tests of several features share. */
@NullMarked
package io.muster.registry;

import org.jspecify.annotations.NullMarked;
