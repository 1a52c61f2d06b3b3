// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a proxy passes a client's certificate on. Names in a header's text are never believed. */
enum ForwardedForm {

    /** RFC 9440: {@code :base64 of the DER:}. */
    RFC9440("client-cert") {
        @Override
        Optional<byte[]> der(String value) {
            boolean bytes = value.length() > 2 && value.startsWith(":") && value.endsWith(":");
            return bytes ? base64(value.substring(1, value.length() - 1)) : Optional.empty();
        }
    },

    /** Envoy: {@code Hash=…;Cert="percent-encoded PEM";Subject="…"}, one element. */
    ENVOY("x-forwarded-client-cert") {
        @Override
        Optional<byte[]> der(String value) {
            return XfccElement.certificate(value).flatMap(ForwardedForm::percentPem);
        }
    },

    /** nginx's {@code $ssl_client_escaped_cert}: PEM, percent-encoded. */
    NGINX("x-ssl-client-cert") {
        @Override
        Optional<byte[]> der(String value) {
            return percentPem(value);
        }
    },

    /** Traefik: the base64 of the PEM without its armour, of one certificate. */
    TRAEFIK("x-forwarded-tls-client-cert") {
        @Override
        Optional<byte[]> der(String value) {
            return value.contains("%")
                    ? percent(value).flatMap(ForwardedForm::base64)
                    : base64(value);
        }
    };

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----\\s([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

    private final String header;

    ForwardedForm(String header) {
        this.header = header;
    }

    /** The header's name in lower case. */
    String header() {
        return header;
    }

    /** The DER of the one certificate in a header's value; empty when that is not what it holds. */
    abstract Optional<byte[]> der(String value);

    private static Optional<byte[]> percentPem(String value) {
        return percent(value)
                .map(PEM::matcher)
                .filter(Matcher::matches)
                .flatMap(pem -> base64(pem.group(1).replaceAll("\\s", "")));
    }

    /** A plus sign is one: it is no form that is sent here, and base64 has it. */
    private static Optional<String> percent(String value) {
        try {
            return Optional.of(
                    URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> base64(String value) {
        try {
            return Optional.of(Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
