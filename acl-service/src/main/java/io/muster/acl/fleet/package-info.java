// SPDX-License-Identifier: Apache-2.0
/**
 * The read model of devices, certificates and issuers, fed by registry-service's snapshot and
 * events.
 */
@NullMarked
package io.muster.acl.fleet;

import org.jspecify.annotations.NullMarked;
