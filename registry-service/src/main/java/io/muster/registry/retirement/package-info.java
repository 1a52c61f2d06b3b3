// SPDX-License-Identifier: Apache-2.0
/** Taking devices out of service for good. */
@NullMarked
package io.muster.registry.retirement;

import org.jspecify.annotations.NullMarked;
