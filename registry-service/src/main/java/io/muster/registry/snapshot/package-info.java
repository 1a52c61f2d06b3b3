// SPDX-License-Identifier: Apache-2.0
/** All devices, issuers and certificates as one consistent stream for the other services. */
@NullMarked
package io.muster.registry.snapshot;

import org.jspecify.annotations.NullMarked;
