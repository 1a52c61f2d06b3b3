// SPDX-License-Identifier: Apache-2.0
/** Tenants: who shares the installation, and how much of it each may use. */
@NullMarked
package io.muster.registry.tenant;

import org.jspecify.annotations.NullMarked;
