// SPDX-License-Identifier: Apache-2.0
/**
 * The OpenID AuthZEN Authorization API 1.0: the standard way for enforcement points to ask, beside
 * our native one.
 */
@NullMarked
package io.muster.acl.authzen;

import org.jspecify.annotations.NullMarked;
