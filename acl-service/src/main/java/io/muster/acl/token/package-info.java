// SPDX-License-Identifier: Apache-2.0
/** Bearer tokens on MQTT: what is accepted, with which keys, and where those come from. */
@NullMarked
package io.muster.acl.token;

import org.jspecify.annotations.NullMarked;
