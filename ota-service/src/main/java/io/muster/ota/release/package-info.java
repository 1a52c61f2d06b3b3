// SPDX-License-Identifier: Apache-2.0
/**
 * What a release is: a version of a product, bound to an artifact by a manifest that a key outside
 * of this service has signed.
 */
@NullMarked
package io.muster.ota.release;

import org.jspecify.annotations.NullMarked;
