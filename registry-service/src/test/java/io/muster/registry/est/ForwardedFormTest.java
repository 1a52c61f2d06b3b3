// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static io.muster.registry.est.ForwardedForm.ENVOY;
import static io.muster.registry.est.ForwardedForm.NGINX;
import static io.muster.registry.est.ForwardedForm.RFC9440;
import static io.muster.registry.est.ForwardedForm.TRAEFIK;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proxies write, and what others could write in its place. */
class ForwardedFormTest {

    private static final byte[] DER =
            "not really a certificate ÿ+/".getBytes(StandardCharsets.UTF_8);
    private static final String BASE64 = Base64.getEncoder().encodeToString(DER);
    private static final String PEM =
            "-----BEGIN CERTIFICATE-----\n" + BASE64 + "\n-----END CERTIFICATE-----\n";

    @Test
    void rfc9440() {
        assertThat(RFC9440.der(":" + BASE64 + ":")).contains(DER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "::",
                "AAAA",
                ":AAAA",
                "AAAA:",
                ":AA AA:",
                ":AAAA:, :AAAA:",
                ":AAAA:;x=1"
            })
    void whatIsNoByteSequenceIsNone(String value) {
        assertThat(RFC9440.der(value)).isEmpty();
    }

    @Test
    void nginx() {
        assertThat(NGINX.der(percent(PEM))).contains(DER);
        assertThat(NGINX.der(percent(PEM).replace("%2B", "+"))).contains(DER);
        assertThat(NGINX.der(percent(PEM + PEM))).isEmpty();
        assertThat(NGINX.der(percent(PEM) + "," + percent(PEM))).isEmpty();
        assertThat(NGINX.der("%GG")).isEmpty();
        assertThat(NGINX.der(BASE64)).isEmpty();
    }

    @Test
    void envoy() {
        var cert = "Cert=\"" + percent(PEM) + "\"";

        assertThat(ENVOY.der(cert)).contains(DER);
        assertThat(ENVOY.der("Hash=12;" + cert + ";Subject=\"CN=a,O=\\\"b\";URI=urn:x"))
                .contains(DER);
        assertThat(ENVOY.der("By=spiffe://x;Hash=12;Subject=\"CN=dev-1\"")).isEmpty();
        assertThat(ENVOY.der(cert + "," + cert)).isEmpty();
        assertThat(ENVOY.der("Hash=12," + cert)).isEmpty();
        assertThat(ENVOY.der(cert + ";" + cert)).isEmpty();
        assertThat(ENVOY.der("Subject=\"" + cert)).isEmpty();
        assertThat(ENVOY.der("Subject=\"x;" + cert.replace("\"", "") + "\"")).isEmpty();
    }

    @Test
    void traefik() {
        assertThat(TRAEFIK.der(BASE64)).contains(DER);
        assertThat(TRAEFIK.der(percent(BASE64))).contains(DER);
        assertThat(TRAEFIK.der(BASE64 + "," + BASE64)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ForwardedForm.class)
    void nothingIsNone(ForwardedForm form) {
        assertThat(form.der(""))
                .satisfiesAnyOf(
                        der -> assertThat(der).isEmpty(),
                        der -> assertThat(der.orElseThrow()).isEmpty());
    }

    @Property
    void nothingThrows(@ForAll String value) {
        for (var form : ForwardedForm.values()) {
            assertThat(form.der(value)).isNotNull();
        }
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.US_ASCII).replace("+", "%20");
    }
}
