// SPDX-License-Identifier: Apache-2.0
/**
 * What rows of an import say of devices besides their description: groups, gateways, credentials.
 */
@NullMarked
package io.muster.registry.bulk.tie;

import org.jspecify.annotations.NullMarked;
