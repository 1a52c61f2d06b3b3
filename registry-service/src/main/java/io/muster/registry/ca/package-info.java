// SPDX-License-Identifier: Apache-2.0
/** The issuing authorities: their keys, their certificates, and what they sign. */
@NullMarked
package io.muster.registry.ca;

import org.jspecify.annotations.NullMarked;
