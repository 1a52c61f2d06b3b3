// SPDX-License-Identifier: Apache-2.0
/** Rules of one client in the form of a broker that judges by itself. */
@NullMarked
package io.muster.acl.preload;

import org.jspecify.annotations.NullMarked;
