// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.muster.ota;

import org.jspecify.annotations.NullMarked;
