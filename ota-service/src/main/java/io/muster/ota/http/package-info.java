// SPDX-License-Identifier: Apache-2.0
/** What the operators' interfaces have in common. */
@NullMarked
package io.muster.ota.http;

import org.jspecify.annotations.NullMarked;
