// SPDX-License-Identifier: Apache-2.0
/** The service that is killed: two connectors, one effect. */
@NullMarked
package io.muster.bench.channel;

import org.jspecify.annotations.NullMarked;
