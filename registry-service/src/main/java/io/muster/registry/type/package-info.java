// SPDX-License-Identifier: Apache-2.0
/** Device types, and the schema that the attributes of their devices keep. */
@NullMarked
package io.muster.registry.type;

import org.jspecify.annotations.NullMarked;
