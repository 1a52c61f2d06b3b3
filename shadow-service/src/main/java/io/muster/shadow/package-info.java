// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.muster.shadow;

import org.jspecify.annotations.NullMarked;
