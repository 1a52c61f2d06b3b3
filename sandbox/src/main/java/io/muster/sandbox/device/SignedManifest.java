// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** What a release's author vouches for: the exact bytes that were signed, and the signature. */
final class SignedManifest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] content;
    private final byte[] signature;
    private final String keyId;

    SignedManifest(byte[] content, byte[] signature, String keyId) {
        this.content = content.clone();
        this.signature = signature.clone();
        this.keyId = keyId;
    }

    boolean signedBy(TrustedKeys keys) {
        return keys.signed(keyId, content, signature);
    }

    boolean describes(UpdateJob job) {
        var manifest = json();
        return manifest.path("product").asText().equals(job.product())
                && manifest.path("version").asText().equals(job.version().text())
                && manifest.path("sha256").asText().equals(job.sha256())
                && manifest.path("size").asLong(-1) == job.size();
    }

    /** The counter that may stay or grow from one release to the next, never fall. */
    long securityVersion() {
        return json().path("securityVersion").asLong(-1);
    }

    private JsonNode json() {
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
