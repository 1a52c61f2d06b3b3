// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.stream.StreamSupport;

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

    boolean describes(String product, String version) {
        var manifest = json();
        return manifest.path("product").asText().equals(product)
                && manifest.path("version").asText().equals(version);
    }

    boolean lists(String sha256, long size) {
        return StreamSupport.stream(json().path("artifacts").spliterator(), false)
                .anyMatch(artifact ->
                        artifact.path("sha256").asText().equals(sha256)
                                && artifact.path("size").asLong() == size);
    }

    private JsonNode json() {
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
