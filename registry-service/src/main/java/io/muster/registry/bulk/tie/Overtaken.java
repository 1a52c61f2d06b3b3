// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

/** Somebody else changed what a plan was made for: it has to be made again. */
public final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Overtaken(String what) {
        super(what, null, false, false);
    }
}
