// SPDX-License-Identifier: Apache-2.0
/** The operators' interface to artifacts, signing keys and releases. */
@NullMarked
package io.muster.ota.catalog;

import org.jspecify.annotations.NullMarked;
