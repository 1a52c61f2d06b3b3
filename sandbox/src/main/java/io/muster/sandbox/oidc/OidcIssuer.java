// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.oidc.TokenAnswer.Granted;
import io.muster.sandbox.oidc.TokenAnswer.Refused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenID Connect issuer <b>for development only</b>: discovery, keys, client-credentials and
 * password grants. It listens on loopback, its users share one password, and its key is gone when
 * it stops. In production any OpenID provider takes its place.
 */
public final class OidcIssuer implements AutoCloseable {

    private static final int MAX_FORM_BYTES = 8192;
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, OidcIssuer::daemon);
    private final ObjectMapper json = new ObjectMapper();
    private final OidcOptions options;
    private final TokenMint mint;
    private final TokenEndpoint endpoint;

    private OidcIssuer(HttpServer server, OidcOptions options) {
        this.server = server;
        this.options = options;
        this.mint = new TokenMint(url());
        this.endpoint = new TokenEndpoint(mint, options);
    }

    /** Starts to listen; returns when requests are answered. */
    public static OidcIssuer start(OidcOptions options) throws IOException {
        var address = new InetSocketAddress(LoopbackPort.address(), options.port());
        var issuer = new OidcIssuer(HttpServer.create(address, 0), options);
        issuer.serve();
        return issuer;
    }

    private void serve() {
        server.createContext("/.well-known/openid-configuration", get(discovery()));
        server.createContext("/jwks", get(mint.keySet()));
        server.createContext("/token", this::token);
        server.createContext("/", exchange -> answer(exchange, 404, Map.of("error", "not_found")));
        server.setExecutor(threads);
        server.start();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "oidc-issuer");
        thread.setDaemon(true);
        return thread;
    }

    /** The issuer's URL, which is also the {@code iss} of its tokens. */
    public String url() {
        return "http://" + LoopbackPort.HOST + ":" + server.getAddress().getPort();
    }

    /** A token of a development user. */
    public String userToken(DevelopmentUser user) {
        return mint.userToken(user, OidcOptions.CLI_CLIENT, options.userTokenLife());
    }

    /** A token of a service, as its client credentials would get it. */
    public String serviceToken(String clientId) {
        return mint.serviceToken(clientId, options.serviceTokenLife());
    }

    /** The mint, for tokens that the endpoint would not give. */
    public TokenMint mint() {
        return mint;
    }

    private String discovery() {
        return write(
                Map.of(
                        "issuer", url(),
                        "jwks_uri", url() + "/jwks",
                        "token_endpoint", url() + "/token",
                        "authorization_endpoint", url() + "/authorize",
                        "grant_types_supported", List.of("client_credentials", "password"),
                        "response_types_supported", List.of("token"),
                        "subject_types_supported", List.of("public"),
                        "id_token_signing_alg_values_supported", List.of("RS256"),
                        "token_endpoint_auth_methods_supported",
                                List.of("client_secret_basic", "client_secret_post"),
                        "service_documentation", "for development only"));
    }

    private HttpHandler get(String body) {
        return exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                send(exchange, 200, body);
            } else {
                answer(exchange, 405, Map.of("error", "method_not_allowed"));
            }
        };
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, Map.of("error", "method_not_allowed"));
            return;
        }
        var body = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES);
        try {
            var text = new String(body, StandardCharsets.UTF_8);
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            answer(exchange, endpoint.answer(TokenForm.parse(text, authorization)));
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, Map.of("error", "invalid_request"));
        }
    }

    private void answer(HttpExchange exchange, TokenAnswer answer) throws IOException {
        switch (answer) {
            case Granted(var token, var life) ->
                    answer(
                            exchange,
                            200,
                            Map.of(
                                    "access_token",
                                    token,
                                    "token_type",
                                    "Bearer",
                                    "expires_in",
                                    life.toSeconds()));
            case Refused(var status, var error) -> answer(exchange, status, Map.of("error", error));
        }
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        send(exchange, status, write(body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String write(Map<String, ?> body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
