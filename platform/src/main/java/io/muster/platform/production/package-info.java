// SPDX-License-Identifier: Apache-2.0
/**
 * What keeps a service from starting in production: settings that are good for trying it out only.
 */
@NullMarked
package io.muster.platform.production;

import org.jspecify.annotations.NullMarked;
