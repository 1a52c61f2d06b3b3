// SPDX-License-Identifier: Apache-2.0
/**
 * Filters of lists: RSQL in, parameterised SQL out, over fields that the list allows. One grammar
 * for all services.
 */
@NullMarked
package io.muster.platform.query;

import org.jspecify.annotations.NullMarked;
