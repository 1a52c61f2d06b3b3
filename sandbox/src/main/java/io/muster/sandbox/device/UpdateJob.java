// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/** The job that is current for a device, as {@code ota/job} announces it. */
record UpdateJob(
        String jobId,
        long revision,
        boolean rollback,
        String product,
        Version version,
        URI artifact,
        long size,
        String sha256,
        SignedManifest manifest) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Empty when the payload is not a job: a device does nothing with what it does not understand.
     */
    static Optional<UpdateJob> parse(byte[] payload) {
        try {
            return Optional.of(of(JSON.readTree(payload)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean sameAs(UpdateJob other) {
        return jobId.equals(other.jobId) && revision == other.revision;
    }

    private static UpdateJob of(JsonNode job) {
        return new UpdateJob(
                text(job, "jobId"),
                job.required("rev").asLong(),
                "ROLLBACK".equals(text(job, "kind")),
                text(job, "product"),
                new Version(text(job, "version")),
                URI.create(text(job.required("artifact"), "url")),
                job.required("artifact").required("size").asLong(),
                text(job.required("artifact"), "sha256"),
                manifest(job));
    }

    private static SignedManifest manifest(JsonNode job) {
        var base64 = Base64.getDecoder();
        return new SignedManifest(
                base64.decode(text(job, "manifest")),
                base64.decode(text(job, "signature")),
                text(job, "keyId"));
    }

    private static String text(JsonNode node, String member) {
        return node.required(member).asText();
    }
}
