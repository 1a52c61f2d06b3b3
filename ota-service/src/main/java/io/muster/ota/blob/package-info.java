// SPDX-License-Identifier: Apache-2.0
/** Where the bytes of artifacts are kept. */
@NullMarked
package io.muster.ota.blob;

import org.jspecify.annotations.NullMarked;
