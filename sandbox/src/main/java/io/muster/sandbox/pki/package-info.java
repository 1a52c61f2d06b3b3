// SPDX-License-Identifier: Apache-2.0
/** Certificates of the sandbox's own servers. */
@NullMarked
package io.muster.sandbox.pki;

import org.jspecify.annotations.NullMarked;
