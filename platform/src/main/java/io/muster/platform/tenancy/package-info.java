// SPDX-License-Identifier: Apache-2.0
/** Who is calling: the tenant and subject of the verified identity, and the roles. */
@NullMarked
package io.muster.platform.tenancy;

import org.jspecify.annotations.NullMarked;
