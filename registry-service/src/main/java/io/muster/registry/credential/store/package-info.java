// SPDX-License-Identifier: Apache-2.0
/** Where credentials are kept. */
@NullMarked
package io.muster.registry.credential.store;

import org.jspecify.annotations.NullMarked;
