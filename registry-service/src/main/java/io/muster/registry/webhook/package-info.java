// SPDX-License-Identifier: Apache-2.0
/** Events of a tenant, sent to addresses that it names. */
@NullMarked
package io.muster.registry.webhook;

import org.jspecify.annotations.NullMarked;
