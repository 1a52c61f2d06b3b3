// SPDX-License-Identifier: Apache-2.0
/**
 * What operators order of a device's life: suspended and resumed, retired, deleted and restored.
 */
@NullMarked
package io.muster.registry.lifecycle;

import org.jspecify.annotations.NullMarked;
