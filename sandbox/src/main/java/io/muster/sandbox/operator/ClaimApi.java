// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.sandbox.device.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Claim certificates of one enrollment profile, as an operator gives and takes them. */
public record ClaimApi(RestClient rest, String profile) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int USES = 100;

    /**
     * A claim certificate that was issued.
     *
     * @param name with which its holders' client ids begin
     */
    public record Claim(String id, String name, X509Certificate certificate) {}

    /** Makes the profile: whoever has a claim adds the device that it becomes. */
    public void open() throws IOException, InterruptedException, NotObserved {
        rest.put(
                        path(),
                        JSON.objectNode()
                                .put("mode", "claim-certificate")
                                .put("createIfMissing", true))
                .require(200, 201);
    }

    /** A certificate for a key that devices are to share. */
    public Claim issue(byte[] signingRequest)
            throws IOException, InterruptedException, NotObserved {
        var csr = Base64.getEncoder().encodeToString(signingRequest);
        var claim =
                rest.post(
                                path() + "/claim-certificates",
                                JSON.objectNode().put("csr", csr).put("maxUses", USES))
                        .require(201);
        return new Claim(
                claim.required("id").asText(),
                claim.required("clientIdPrefix").asText(),
                certificate(claim.required("certificatePem").asText()));
    }

    private static X509Certificate certificate(String pem) throws IOException {
        try {
            return Certificates.parse(pem.getBytes(StandardCharsets.US_ASCII)).getFirst();
        } catch (CertificateException e) {
            throw new IOException("the claim is no certificate", e);
        }
    }

    /** Takes a claim back. */
    public void withdraw(Claim claim) throws IOException, InterruptedException, NotObserved {
        rest.delete(path() + "/claim-certificates/" + claim.id()).require(200, 204);
    }

    private String path() {
        return "/api/v1/enrollment-profiles/" + profile;
    }
}
