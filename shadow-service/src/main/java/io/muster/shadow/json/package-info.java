// SPDX-License-Identifier: Apache-2.0
/**
 * JSON as values: read strictly and within bounds, numbers exact, addressed by pointers (RFC 6901),
 * compared, measured, and changed by JSON Patch (RFC 6902). Pure, and knows nothing of shadows. A
 * node is never changed once it is part of a tree, so that trees share what they have in common.
 */
@NullMarked
package io.muster.shadow.json;

import org.jspecify.annotations.NullMarked;
