// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.registry.RawHttps.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;

/** EST as tests speak it: plain, so that what the server sends is what is seen. */
public final class Est {

    private Est() {}

    /** The port of the service's EST listener. */
    public static int port() {
        return Integer.getInteger(RegistryResource.PORT);
    }

    public static Answer cacerts() {
        return get("/.well-known/est/cacerts");
    }

    public static Answer get(String path, String... headers) {
        return RawHttps.send(Tls.anonymous(), head("GET", path, headers), new byte[0]);
    }

    public static Answer enroll(String device, String secret, byte[] csr) {
        var body = Base64.getEncoder().encode(csr);
        return post(Tls.anonymous(), "/.well-known/est/simpleenroll", body, basic(device, secret));
    }

    /** Renews with the certificate that the TLS context holds. */
    public static Answer renew(SSLContext tls, byte[] csr) {
        return post(tls, "/.well-known/est/simplereenroll", Base64.getEncoder().encode(csr));
    }

    /** Posts a body of the right type, with more headers. */
    public static Answer post(SSLContext tls, String path, byte[] body, String... headers) {
        var request =
                head("POST", path, headers)
                        .replace(
                                "\r\n\r\n",
                                "\r\nContent-Type: application/pkcs10\r\nContent-Length: "
                                        + body.length
                                        + "\r\n\r\n");
        return RawHttps.send(tls, request, body);
    }

    public static String head(String method, String path, String... headers) {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
    }

    public static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** The certificates in an answer. */
    public static List<X509Certificate> certificates(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.head() + answer.body());
        }
        try {
            var pkcs7 = Base64.getMimeDecoder().decode(answer.body());
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pkcs7))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The one certificate in an answer. */
    public static X509Certificate certificate(Answer answer) {
        var certificates = certificates(answer);
        if (certificates.size() != 1) {
            throw new AssertionError(certificates.size() + " certificates");
        }
        return certificates.getFirst();
    }
}
