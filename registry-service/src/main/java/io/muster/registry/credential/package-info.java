// SPDX-License-Identifier: Apache-2.0
/** What devices show besides certificates: passwords, tokens and pre-shared keys. */
@NullMarked
package io.muster.registry.credential;

import org.jspecify.annotations.NullMarked;
