// SPDX-License-Identifier: Apache-2.0
/**
 * The sandbox's broker: HiveMQ CE in a process of its own, which asks acl-service about every
 * client.
 */
@NullMarked
package io.muster.broker;

import org.jspecify.annotations.NullMarked;
