// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.StrictJson;
import io.muster.acl.token.IssuerKeys.Answer;
import io.muster.platform.call.HttpCalls;
import io.muster.platform.call.HttpCalls.Reply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks an OpenID provider for its keys: its discovery document names them. Addresses come from
 * configuration and from that document, never from a token; without TLS only on this machine.
 */
public final class KeySource {

    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

    private final HttpCalls calls;
    private final URI address;
    private final String issuer;

    /**
     * @param address where the provider is reached
     * @param issuer what it calls itself, in its tokens and in its discovery document
     */
    public KeySource(HttpCalls calls, URI address, String issuer) {
        this.calls = calls;
        this.address = address;
        this.issuer = issuer;
        requireSafe(address);
    }

    /** The usable keys; fails when there are none to be had. */
    public Uni<Answer> ask() {
        var discovery = URI.create(withoutSlash(address) + "/.well-known/openid-configuration");
        return get(discovery)
                .map(reply -> keysAddress(reply.body().getBytes()))
                .chain(this::get)
                .map(reply -> new Answer(keys(reply.body().getBytes()), reply.freshness()));
    }

    private static String withoutSlash(URI address) {
        var text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Uni<Reply> get(URI target) {
        return calls.send(HttpMethod.GET, target, HEADERS, Buffer.buffer())
                .invoke(reply -> {
                    if (reply.status() != 200) {
                        throw new IllegalStateException(
                                "the issuer answered with status " + reply.status());
                    }
                });
    }

    private URI keysAddress(byte[] document) {
        var json = StrictJson.parse(document);
        if (json.map(found -> found.path("issuer").textValue()).filter(issuer::equals).isEmpty()) {
            throw new IllegalStateException("the discovery document is of another issuer");
        }
        var address =
                json.map(found -> found.path("jwks_uri"))
                        .map(JsonNode::textValue)
                        .flatMap(KeySource::uri)
                        .orElseThrow(() ->
                                new IllegalStateException("the discovery document names no keys"));
        requireSafe(address);
        return address;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static KeySet keys(byte[] document) {
        return KeySet.parse(document)
                .orElseThrow(() -> new IllegalStateException("the issuer has no usable keys"));
    }

    private static void requireSafe(URI address) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean safe =
                scheme.equals("https")
                        || (scheme.equals("http") && loopback(String.valueOf(address.getHost())));
        if (!safe) {
            throw new IllegalStateException(
                    "an issuer is reached over https, or over http on this machine only");
        }
    }

    private static boolean loopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
