// SPDX-License-Identifier: Apache-2.0
/** JSON Schemas that the content of shadows keeps, chosen by the names of the shadows. */
@NullMarked
package io.muster.shadow.schema;

import org.jspecify.annotations.NullMarked;
