// SPDX-License-Identifier: Apache-2.0
/**
 * How far a device has got with what is desired of it, and in which order it speaks. Values and
 * their transitions; nothing here knows of documents.
 */
@NullMarked
package io.muster.shadow.delivery;

import org.jspecify.annotations.NullMarked;
