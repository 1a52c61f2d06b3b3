// SPDX-License-Identifier: Apache-2.0
/** Tells registry-service of the connections of devices. */
@NullMarked
package io.muster.acl.hivemq.event;

import org.jspecify.annotations.NullMarked;
