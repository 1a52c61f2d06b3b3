// SPDX-License-Identifier: Apache-2.0
/** The questions to acl-service and its answers. */
@NullMarked
package io.muster.acl.hivemq.hook;

import org.jspecify.annotations.NullMarked;
