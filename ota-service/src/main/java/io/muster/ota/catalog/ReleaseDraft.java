// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.muster.ota.artifact.Sha256;
import io.muster.ota.release.Base64Text;
import io.muster.ota.release.Manifest;
import io.muster.ota.release.Version;
import io.muster.platform.problem.Problems;
import java.util.Optional;

/** A request for a release whose texts are what they claim to be; nothing is verified yet. */
record ReleaseDraft(
        String product,
        String version,
        Sha256 sha256,
        long securityVersion,
        Optional<Base64Text> manifest,
        Base64Text signature,
        String keyId) {

    static ReleaseDraft of(ReleaseRequest request) {
        require(Manifest.productWellFormed(request.product()), "product");
        require(Version.wellFormed(request.version()), "version");
        long securityVersion = Optional.ofNullable(request.securityVersion()).orElse(0L);
        require(securityVersion <= Manifest.MAX_NUMBER, "securityVersion");
        return new ReleaseDraft(
                request.product(),
                request.version(),
                Sha256.parse(request.sha256())
                        .orElseThrow(() -> Problems.unprocessable("sha256 is malformed.")),
                securityVersion,
                Optional.ofNullable(request.manifest()).map(text -> decode(text, "manifest")),
                decode(request.signature(), "signature"),
                request.keyId());
    }

    private static Base64Text decode(String base64, String member) {
        return Base64Text.parse(base64)
                .orElseThrow(() -> Problems.unprocessable(member + " is not base64."));
    }

    private static void require(boolean wellFormed, String member) {
        if (!wellFormed) {
            throw Problems.unprocessable(member + " is malformed.");
        }
    }

    /** What must have been signed, now that the artifact's size is known. */
    Manifest manifest(long size) {
        return new Manifest(product, version, sha256, size, securityVersion);
    }
}
