// SPDX-License-Identifier: Apache-2.0
/** registry-service's enrollment beside what the cryptography alone takes. */
@NullMarked
package io.muster.bench.enroll;

import org.jspecify.annotations.NullMarked;
