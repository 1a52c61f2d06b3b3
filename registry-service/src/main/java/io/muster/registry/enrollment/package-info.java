// SPDX-License-Identifier: Apache-2.0
/** The one path on which a device gets a certificate, whatever transport it came by. */
@NullMarked
package io.muster.registry.enrollment;

import org.jspecify.annotations.NullMarked;
