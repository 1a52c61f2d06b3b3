// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

/** What was read is not a snapshot, or not all of one: none of it counts. */
final class BrokenSnapshot extends RuntimeException {

    BrokenSnapshot(String reason) {
        super(reason);
    }
}
