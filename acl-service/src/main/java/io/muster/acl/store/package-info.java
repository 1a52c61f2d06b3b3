// SPDX-License-Identifier: Apache-2.0
/** What acl-service keeps in its database. */
@NullMarked
package io.muster.acl.store;

import org.jspecify.annotations.NullMarked;
