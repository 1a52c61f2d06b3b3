// SPDX-License-Identifier: Apache-2.0
/** Whether certificates are still good, for who has to look it up: revocation lists and OCSP. */
@NullMarked
package io.muster.registry.status;

import org.jspecify.annotations.NullMarked;
