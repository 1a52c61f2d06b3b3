// SPDX-License-Identifier: Apache-2.0
/** The values of shadows by which tenants search. */
@NullMarked
package io.muster.shadow.index;

import org.jspecify.annotations.NullMarked;
