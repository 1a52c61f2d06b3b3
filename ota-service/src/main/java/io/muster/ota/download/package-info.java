// SPDX-License-Identifier: Apache-2.0
/** Serves artifacts to devices under signed links. */
@NullMarked
package io.muster.ota.download;

import org.jspecify.annotations.NullMarked;
