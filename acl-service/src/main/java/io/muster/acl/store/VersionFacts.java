// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is known of one version of a policy, besides its text.
 *
 * @param version counts from 1, on through deletions
 * @param bytes of its text in UTF-8
 * @param restoredFrom the version whose text a rollback brought back
 */
public record VersionFacts(
        String policy,
        long version,
        int bytes,
        int rules,
        OptionalLong restoredFrom,
        String createdBy,
        Instant createdAt) {}
