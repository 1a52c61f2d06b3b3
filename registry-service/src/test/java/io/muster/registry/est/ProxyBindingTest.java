// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Factory;
import io.muster.registry.ServerCertificate;
import io.muster.registry.TestKeys;
import io.muster.registry.enrollment.ChannelBinding;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request is bound to when the connection is that of a pinned proxy, over TLS 1.3. */
class ProxyBindingTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir private Path files;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theConnectionOfAProxyBindsNoRequestOfItsClients() throws Exception {
        var forwarded = new ForwardedCertificate(ForwardedForm.RFC9440, new ClientTrust());

        assertThat(heard(new PeerCertificate()::binding)).isPresent();
        assertThat(heard(forwarded::binding)).isEmpty();
    }

    /** What a listener for pinned proxies makes of a proxy's request. */
    private Optional<ChannelBinding> heard(
            Function<HttpServerRequest, Optional<ChannelBinding>> binding) throws Exception {
        ServerCertificate.write(files);
        var keys = TestKeys.p256();
        var proxy = Factory.of(TestKeys.p256()).certificate("CN=proxy", keys.getPublic());
        var heard = new CompletableFuture<Optional<ChannelBinding>>();
        var server =
                vertx.createHttpServer(server(ProxyTrust.pin(proxy)))
                        .requestHandler(request -> {
                            heard.complete(binding.apply(request));
                            request.response().end();
                        })
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        vertx.createHttpClient(client(proxy, keys.getPrivate()))
                .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(HttpClientRequest::send)
                .onFailure(heard::completeExceptionally);
        return heard.get(10, TimeUnit.SECONDS);
    }

    private HttpServerOptions server(String pin) {
        return new HttpServerOptions()
                .setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .setCertPath(files.resolve("server.pem").toString())
                                .setKeyPath(files.resolve("server.key").toString()))
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(TrustOptions.wrap(new ProxyTrust(Set.of(pin))));
    }

    private static HttpClientOptions client(X509Certificate certificate, PrivateKey key)
            throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("proxy", key, "none".toCharArray(), new Certificate[] {certificate});
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, "none".toCharArray());
        return new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setKeyCertOptions(
                        new PfxOptions()
                                .setPassword("none")
                                .setValue(Buffer.buffer(bytes.toByteArray())));
    }
}
