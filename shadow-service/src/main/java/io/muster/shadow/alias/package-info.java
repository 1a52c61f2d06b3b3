// SPDX-License-Identifier: Apache-2.0
/**
 * Shadows as AWS IoT shows them, on its topics and in its data plane's API: another face of the
 * shadows that our own topics and API show, written through the same store. {@link
 * io.muster.shadow.alias.AliasShadows} does what is asked for, whichever way the request came;
 * {@link io.muster.shadow.alias.AliasFace} tells what has changed, whoever changed it.
 */
@NullMarked
package io.muster.shadow.alias;

import org.jspecify.annotations.NullMarked;
