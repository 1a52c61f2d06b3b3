// SPDX-License-Identifier: Apache-2.0
/**
 * Where shadows live. {@link io.muster.shadow.store.Shadows} takes commands, carries out what
 * arrives together in one transaction and answers after the commit; the other public types read.
 */
@NullMarked
package io.muster.shadow.store;

import org.jspecify.annotations.NullMarked;
