// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

/**
 * A policy and its latest version.
 *
 * @param live false once it is deleted: the version is then in force no more
 */
public record StoredPolicy(boolean live, PolicyVersion latest) {

    /** The number of the latest version. */
    public long version() {
        return latest.facts().version();
    }
}
