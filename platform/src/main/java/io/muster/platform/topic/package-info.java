// SPDX-License-Identifier: Apache-2.0
/** The topic grammar of MQTT and of Muster as value types: parsed once, never split again. */
@NullMarked
package io.muster.platform.topic;

import org.jspecify.annotations.NullMarked;
