// SPDX-License-Identifier: Apache-2.0
/** Certificates over a broker: first ones for holders of claims, renewals for devices. */
@NullMarked
package io.muster.registry.provisioning;

import org.jspecify.annotations.NullMarked;
