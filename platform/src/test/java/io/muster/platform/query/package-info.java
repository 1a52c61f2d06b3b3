// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.muster.platform.query;

import org.jspecify.annotations.NullMarked;
