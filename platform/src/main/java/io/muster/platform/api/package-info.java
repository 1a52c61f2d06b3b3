// SPDX-License-Identifier: Apache-2.0
/** What the APIs of the services do alike: bodies, entity tags, preconditions, pages. */
@NullMarked
package io.muster.platform.api;

import org.jspecify.annotations.NullMarked;
