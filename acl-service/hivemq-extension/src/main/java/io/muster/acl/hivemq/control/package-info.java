// SPDX-License-Identifier: Apache-2.0
/** The door through which acl-service ends connections. */
@NullMarked
package io.muster.acl.hivemq.control;

import org.jspecify.annotations.NullMarked;
