// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.extension.sdk.api.client.parameter.ClientInformation;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionAttributeStore;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import io.muster.acl.hivemq.event.ConnectionEvent;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of the certificate that a client has shown. */
class LifecycleTest {

    private static final Map<String, String> OF_A_DEVICE =
            Map.of(
                    "muster.session", "s",
                    "muster.session.tenant", "default",
                    "muster.session.connection", "c1",
                    "muster.session.began", "1645003578536");

    private final SessionExpiry expiry = new SessionExpiry(client -> {});
    private final List<ConnectionEvent> told = new ArrayList<>();

    @AfterEach
    void close() {
        expiry.close();
    }

    @Test
    void theBeginningOfAConnectionTellsWhichCertificateItsClientHasShown() throws Exception {
        var certificate = certificate();
        var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());

        begin(OF_A_DEVICE, Optional.of(certificate));

        assertThat(told)
                .containsExactly(
                        new ConnectionEvent(
                                "connected",
                                "dev-1",
                                "default",
                                "c1",
                                1_645_003_578_536L,
                                null,
                                HexFormat.of().formatHex(digest)));
    }

    @Test
    void whoHasShownNoneIsToldOfWithoutAndWhoIsNoDeviceNotAtAll() {
        begin(OF_A_DEVICE, Optional.empty());
        begin(Map.of("muster.session", "s"), Optional.empty());

        assertThat(told).extracting(ConnectionEvent::certificate).containsOnlyNulls().hasSize(1);
    }

    private void begin(Map<String, String> attributes, Optional<X509Certificate> certificate) {
        var store = of(ConnectionAttributeStore.class, key -> attributes(attributes, key));
        var tls = of(ClientTlsInformation.class, Map.of("getClientCertificate", certificate));
        var connection =
                of(
                        ConnectionInformation.class,
                        Map.of(
                                "getConnectionAttributeStore",
                                store,
                                "getClientTlsInformation",
                                certificate.map(shown -> tls)));
        var client = of(ClientInformation.class, Map.of("getClientId", "dev-1"));
        new Lifecycle(expiry, told::add)
                .onAuthenticationSuccessful(
                        of(
                                AuthenticationSuccessfulInput.class,
                                Map.of(
                                        "getClientInformation",
                                        client,
                                        "getConnectionInformation",
                                        connection)));
    }

    private static Object attributes(Map<String, String> attributes, Object key) {
        return Optional.ofNullable(attributes.get((String) key));
    }

    private static <T> T of(Class<T> type, Function<Object, Object> byArgument) {
        var proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> byArgument.apply(arguments[0]));
        return type.cast(proxy);
    }

    private static <T> T of(Class<T> type, Map<String, Object> byMethod) {
        var proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> byMethod.get(method.getName()));
        return type.cast(proxy);
    }

    private static X509Certificate certificate() throws Exception {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        var name = new X500Name("CN=dev-1");
        var now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now),
                        Date.from(now.plusSeconds(60)),
                        name,
                        keys.getPublic());
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
