// SPDX-License-Identifier: Apache-2.0
/** What the registry tells the other services, written in the transaction of the change. */
@NullMarked
package io.muster.registry.event;

import org.jspecify.annotations.NullMarked;
