// SPDX-License-Identifier: Apache-2.0
/** Shadows over HTTP: operators and programs read them and say what they want of a device. */
@NullMarked
package io.muster.shadow.api;

import org.jspecify.annotations.NullMarked;
