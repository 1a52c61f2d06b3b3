// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** How large the parts of a request may be: far above what any device needs. */
final class CsrLimits {

    static final int MAX_BYTES = 8 * 1024;
    static final int MAX_ATTRIBUTES = 32;
    static final int MAX_EXTENSIONS = 32;
    static final int MAX_ALT_NAMES = 64;

    private CsrLimits() {}

    /** Throws where a request has more parts than it may, or the same part twice. */
    static void check(PKCS10CertificationRequest request) {
        require(request.getAttributes().length <= MAX_ATTRIBUTES);
        require(
                request.getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest).length
                        <= 1);
        var extensions = request.getRequestedExtensions();
        require(extensions == null || extensions.getExtensionOIDs().length <= MAX_EXTENSIONS);
    }

    static void require(boolean kept) {
        if (!kept) {
            throw new IllegalArgumentException("a limit of certificate requests is exceeded");
        }
    }
}
