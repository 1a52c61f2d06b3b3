// SPDX-License-Identifier: Apache-2.0
/**
 * An operator's side of the public HTTP interfaces: what demo and drills ask and tell the services.
 * It shares no code with them.
 */
@NullMarked
package io.muster.sandbox.operator;

import org.jspecify.annotations.NullMarked;
