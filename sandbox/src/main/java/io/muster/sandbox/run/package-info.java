// SPDX-License-Identifier: Apache-2.0
/** A whole sandbox: its parts, their order, and what happens when one of them dies. */
@NullMarked
package io.muster.sandbox.run;

import org.jspecify.annotations.NullMarked;
