// SPDX-License-Identifier: Apache-2.0
/**
 * What is to happen to members of a desired section later: activation and expiry. Pure; the time
 * comes from the caller.
 */
@NullMarked
package io.muster.shadow.schedule;

import org.jspecify.annotations.NullMarked;
