// SPDX-License-Identifier: Apache-2.0
/** What operators have devices do: logs, pings, reboots and snapshots, with deadlines. */
@NullMarked
package io.muster.registry.command;

import org.jspecify.annotations.NullMarked;
