// SPDX-License-Identifier: Apache-2.0
/** A small OpenID Connect issuer, for development only. */
@NullMarked
package io.muster.sandbox.oidc;

import org.jspecify.annotations.NullMarked;
