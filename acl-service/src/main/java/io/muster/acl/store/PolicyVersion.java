// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

/** One version of a policy. It never changes. */
public record PolicyVersion(VersionFacts facts, String document) {}
