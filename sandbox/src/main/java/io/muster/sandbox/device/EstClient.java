// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A device's side of EST (RFC 7030) on the JDK's HTTP client: CA certificates, enrollment by claim
 * token, renewal by the current certificate. The server's name is verified, as the JDK does unless
 * told otherwise.
 */
public final class EstClient implements AutoCloseable {

    /**
     * A loaded machine may take long to answer a handshake; a device would rather wait than start
     * again.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);
    private static final Set<Integer> BUSY = Set.of(202, 429, 503);

    private final URI base;
    private final TrustManagerFactory trust;
    private final HttpClient http;

    /**
     * A client of the server at {@code base}, for example {@code https://localhost:8443}, that must
     * present a certificate of one of {@code anchors}.
     */
    public EstClient(URI base, List<X509Certificate> anchors) {
        this.base = base;
        this.trust = Certificates.trusting(anchors);
        this.http = client();
    }

    /** The CA's own certificates, asked for without credentials. */
    public List<X509Certificate> caCertificates() throws IOException, InterruptedException {
        try {
            return EstBody.certificates(send(http, request("cacerts").GET().build(), "cacerts"));
        } catch (CertificateException e) {
            throw new IOException("EST cacerts answered no certificates", e);
        }
    }

    /** Enrolls with the device id as user and the claim token as password. */
    public DeviceIdentity enroll(String deviceId, String claimToken, DeviceKey key)
            throws IOException, InterruptedException {
        var credentials = (deviceId + ":" + claimToken).getBytes(StandardCharsets.UTF_8);
        var request =
                csr("simpleenroll", deviceId, key)
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(credentials))
                        .build();
        return identity(deviceId, key, send(http, request, "simpleenroll"));
    }

    /** Enrolls without any credential, as only a stranger would. */
    public DeviceIdentity enrollAnonymously(String deviceId, DeviceKey key)
            throws IOException, InterruptedException {
        var request = csr("simpleenroll", deviceId, key).build();
        return identity(deviceId, key, send(http, request, "simpleenroll"));
    }

    /**
     * Renews: the current certificate authenticates the request, the new certificate is for {@code
     * next}.
     */
    public DeviceIdentity reenroll(DeviceIdentity current, DeviceKey next)
            throws IOException, InterruptedException {
        try (var mutual = client(current.keyManagers().getKeyManagers())) {
            var request = csr("simplereenroll", current.deviceId(), next).build();
            return identity(current.deviceId(), next, send(mutual, request, "simplereenroll"));
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpClient client(KeyManager... keys) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .sslContext(Certificates.tls(trust, keys))
                .build();
    }

    private HttpRequest.Builder request(String operation) {
        return HttpRequest.newBuilder(base.resolve("/.well-known/est/" + operation))
                .timeout(TIMEOUT);
    }

    private HttpRequest.Builder csr(String operation, String deviceId, DeviceKey key) {
        return request(operation)
                .header("Content-Type", "application/pkcs10")
                .header("Content-Transfer-Encoding", "base64")
                .POST(BodyPublishers.ofByteArray(EstBody.of(key.signingRequest(deviceId))));
    }

    private static byte[] send(HttpClient http, HttpRequest request, String operation)
            throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new EstRefused(operation, response.statusCode(), retryAfter(response));
        }
        return response.body();
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        if (!BUSY.contains(response.statusCode())) {
            return null;
        }
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(DEFAULT_RETRY);
    }

    private static DeviceIdentity identity(String deviceId, DeviceKey key, byte[] answer)
            throws IOException {
        try {
            return new DeviceIdentity(deviceId, key, EstBody.single(answer));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException("EST issued no usable certificate for " + deviceId, e);
        }
    }
}
