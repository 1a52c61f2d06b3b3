// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import java.time.Instant;

/** Bytes that were uploaded; their digest is their name, so they never change. */
public record Artifact(Sha256 sha256, long size, String createdBy, Instant createdAt) {}
