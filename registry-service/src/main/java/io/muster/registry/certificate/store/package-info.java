// SPDX-License-Identifier: Apache-2.0
/** Certificates in PostgreSQL. */
@NullMarked
package io.muster.registry.certificate.store;

import org.jspecify.annotations.NullMarked;
