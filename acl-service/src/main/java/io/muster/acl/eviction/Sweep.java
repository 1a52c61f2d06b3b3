// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import java.util.Iterator;

/** A walk over clients of whom some may have to go. It sees what there is when it begins. */
@FunctionalInterface
interface Sweep {

    Iterator<Evictee> begin();
}
