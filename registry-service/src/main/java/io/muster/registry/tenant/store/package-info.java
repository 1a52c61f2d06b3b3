// SPDX-License-Identifier: Apache-2.0
/** Where tenants are kept. */
@NullMarked
package io.muster.registry.tenant.store;

import org.jspecify.annotations.NullMarked;
