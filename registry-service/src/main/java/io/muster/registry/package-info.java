// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.muster.registry;

import org.jspecify.annotations.NullMarked;
