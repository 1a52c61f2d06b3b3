// SPDX-License-Identifier: Apache-2.0
/**
 * What a shadow is and how it changes: merge, metadata, delta, versions, limits and the documents
 * the wire shows. Pure functions over values; nothing here knows of HTTP, MQTT, SQL or a clock.
 */
@NullMarked
package io.muster.shadow.document;

import org.jspecify.annotations.NullMarked;
