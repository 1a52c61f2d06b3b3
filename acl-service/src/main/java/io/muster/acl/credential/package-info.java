// SPDX-License-Identifier: Apache-2.0
/** User names and passwords of devices, as hashes; and certificates of others, likewise. */
@NullMarked
package io.muster.acl.credential;

import org.jspecify.annotations.NullMarked;
