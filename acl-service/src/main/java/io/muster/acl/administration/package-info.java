// SPDX-License-Identifier: Apache-2.0
/** How policies are written, looked at and taken back. */
@NullMarked
package io.muster.acl.administration;

import org.jspecify.annotations.NullMarked;
