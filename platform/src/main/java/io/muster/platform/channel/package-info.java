// SPDX-License-Identifier: Apache-2.0
/**
 * The crash-safe feed between a broker and a service's handlers: the {@code muster-mqtt} connector
 * for Reactive Messaging, and the same handlers over HTTP for brokers that push. A channel is a
 * function from a {@link io.muster.platform.channel.DeviceMessage} to a {@code Uni<Void>}; the
 * broker hears of success only after that function's work is committed.
 */
@NullMarked
package io.muster.platform.channel;

import org.jspecify.annotations.NullMarked;
