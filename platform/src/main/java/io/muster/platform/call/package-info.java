// SPDX-License-Identifier: Apache-2.0
/** The few HTTP calls that services make themselves. */
@NullMarked
package io.muster.platform.call;

import org.jspecify.annotations.NullMarked;
