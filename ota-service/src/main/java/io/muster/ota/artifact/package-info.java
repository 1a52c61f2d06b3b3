// SPDX-License-Identifier: Apache-2.0
/** What an artifact is, how it is named by its content, and the links under which it is served. */
@NullMarked
package io.muster.ota.artifact;

import org.jspecify.annotations.NullMarked;
