// SPDX-License-Identifier: Apache-2.0
/** The commands of the launcher. */
@NullMarked
package io.muster.sandbox.command;

import org.jspecify.annotations.NullMarked;
