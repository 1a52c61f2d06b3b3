// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.PopLinking;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * The value that a TLS 1.3 connection and no other has: {@code tls-exporter} of RFC 9266. A request
 * that carries it as its challenge password (RFC 7030 3.5) was made by the peer of the connection
 * and not taken from somebody else. What older versions of TLS have in its place can't be computed
 * here, so there a challenge proves nothing and breaks nothing unless the profile insists.
 */
public record ChannelBinding(String base64) {

    private static final Refusal MISMATCH =
            new Refusal(
                    RefusalReason.POP_BINDING_MISMATCH,
                    "The request is not bound to this TLS connection.");

    /** The binding of a connection that exported these bytes. */
    public static ChannelBinding of(byte[] exported) {
        return new ChannelBinding(Base64.getEncoder().encodeToString(exported));
    }

    /** Why a request may not come over a connection. */
    static Optional<Refusal> breach(
            PopLinking policy, Optional<ChannelBinding> connection, CertificateRequest request) {
        var challenge = request.challenge();
        boolean matches =
                switch (policy) {
                    case OFF -> true;
                    case IF_PRESENT ->
                            challenge.isEmpty()
                                    || connection.isEmpty()
                                    || connection.get().equalTo(challenge.get());
                    case REQUIRED ->
                            challenge.isPresent()
                                    && connection.isPresent()
                                    && connection.get().equalTo(challenge.get());
                };
        return matches ? Optional.empty() : Optional.of(MISMATCH);
    }

    private boolean equalTo(String challenge) {
        return MessageDigest.isEqual(
                base64.getBytes(StandardCharsets.US_ASCII),
                challenge.strip().getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the value: it belongs to the connection. */
    @Override
    public String toString() {
        return "ChannelBinding";
    }
}
