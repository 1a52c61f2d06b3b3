// SPDX-License-Identifier: Apache-2.0
/** Enrollment profiles: on which terms the devices of a label get certificates. */
@NullMarked
package io.muster.registry.enrollment.profile;

import org.jspecify.annotations.NullMarked;
