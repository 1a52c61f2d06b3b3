// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

/**
 * What is chosen for the shadows of a name.
 *
 * @param content an object of schemas, by section, as text; each is one that can be checked by
 */
record SchemaDraft(SchemaMode mode, String content) {}
