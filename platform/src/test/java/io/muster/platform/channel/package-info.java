// SPDX-License-Identifier: Apache-2.0
/** What was measured about MQTT connectors, each as a test that ours passes. */
@NullMarked
package io.muster.platform.channel;

import org.jspecify.annotations.NullMarked;
