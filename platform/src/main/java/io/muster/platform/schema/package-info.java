// SPDX-License-Identifier: Apache-2.0
/**
 * JSON Schemas that tenants write and that their documents must keep, checked within bounds.
 *
 * <p>A service that checks by them brings the library itself: it is optional here, and the services
 * that have no schemas do without.
 */
@NullMarked
package io.muster.platform.schema;

import org.jspecify.annotations.NullMarked;
