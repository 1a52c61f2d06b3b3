// SPDX-License-Identifier: Apache-2.0
/** What all four services share: one package per idea, no domain of any service. */
@NullMarked
package io.muster.platform;

import org.jspecify.annotations.NullMarked;
