// SPDX-License-Identifier: Apache-2.0
/** What leaves for the devices: answers, and the deltas of changes that devices did not ask for. */
@NullMarked
package io.muster.shadow.publish;

import org.jspecify.annotations.NullMarked;
