// SPDX-License-Identifier: Apache-2.0
/** The broker that is registered with this service. */
@NullMarked
package io.muster.acl.broker;

import org.jspecify.annotations.NullMarked;
