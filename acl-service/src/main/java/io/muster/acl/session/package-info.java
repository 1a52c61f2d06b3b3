// SPDX-License-Identifier: Apache-2.0
/**
 * Who is connected, as far as this replica knows, and the seal by which any replica recovers it.
 */
@NullMarked
package io.muster.acl.session;

import org.jspecify.annotations.NullMarked;
