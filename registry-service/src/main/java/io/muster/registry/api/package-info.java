// SPDX-License-Identifier: Apache-2.0
/** What the operator API does alike in all features: ids in paths, entity tags, pages. */
@NullMarked
package io.muster.registry.api;

import org.jspecify.annotations.NullMarked;
