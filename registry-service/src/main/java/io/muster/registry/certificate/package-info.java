// SPDX-License-Identifier: Apache-2.0
/** Certificates that were issued to devices, and their revocation. */
@NullMarked
package io.muster.registry.certificate;

import org.jspecify.annotations.NullMarked;
