// SPDX-License-Identifier: Apache-2.0
/** The sandbox's broker as a child process. */
@NullMarked
package io.muster.sandbox.broker;

import org.jspecify.annotations.NullMarked;
