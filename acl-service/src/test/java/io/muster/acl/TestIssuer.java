// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/** A token issuer over real HTTP that can be told to fall ill in every way we know of. */
public final class TestIssuer implements AutoCloseable {

    /** How the issuer answers when it is asked for its keys. */
    public enum Mood {
        WELL,
        GONE,
        GARBAGE,
        HUGE,
        /** A byte now and then, for ever: no pause is long enough to be called a timeout. */
        TRICKLING,
        SILENT,
        REDIRECTING,
        /** The discovery document of somebody else. */
        FOREIGN
    }

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Mood mood = Mood.WELL;
    private volatile KeyPair keys = TestAuthority.keyPair();
    private volatile int generation = 1;
    private volatile String cacheControl = "no-cache";

    public TestIssuer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/.well-known/openid-configuration", this::discovery);
            server.createContext("/keys", this::keys);
            server.createContext("/mood", this::mood);
            server.createContext("/mint", this::mint);
            server.createContext("/sign", this::sign);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void is(Mood next) {
        mood = next;
    }

    /** A new key takes the place of the old one. */
    public void rotate() {
        keys = TestAuthority.keyPair();
        generation++;
    }

    public void says(String nextCacheControl) {
        cacheControl = nextCacheControl;
    }

    /** How often it was asked for its keys. */
    public int asked() {
        return asked.get();
    }

    public String token(Instant now, Consumer<JwtClaims> change) {
        var claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience("muster");
        claims.setSubject("subject-1");
        claims.setStringClaim("client_id", "app-1");
        claims.setStringClaim("tenant", "default");
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 600));
        change.accept(claims);
        return sign(claims, keyId(), keys);
    }

    /** Signed with this issuer's key, and said to be with another. */
    public String tokenOfKey(Instant now, String keyId) {
        var claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience("muster");
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 600));
        return sign(claims, keyId, keys);
    }

    private String keyId() {
        return "key-" + generation;
    }

    private static String sign(JwtClaims claims, String keyId, KeyPair keys) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setAlgorithmHeaderValue("ES256");
            signature.setKeyIdHeaderValue(keyId);
            signature.setKey(keys.getPrivate());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void discovery(HttpExchange exchange) throws IOException {
        var issuer = mood == Mood.FOREIGN ? "https://other.example" : url();
        answer(
                exchange,
                200,
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, url()));
    }

    private void keys(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        exchange.getResponseHeaders().set("Cache-Control", cacheControl);
        switch (mood) {
            case WELL, FOREIGN -> answer(exchange, 200, "{\"keys\":[" + key() + "]}");
            case GONE -> answer(exchange, 503, "");
            case GARBAGE -> answer(exchange, 200, "<html>Welcome to the hotel's network</html>");
            case HUGE ->
                    answer(exchange, 200, "{\"keys\":[" + key() + "]," + filler(300_000) + "}");
            case SILENT -> pause(60_000);
            case TRICKLING -> trickle(exchange);
            case REDIRECTING -> {
                exchange.getResponseHeaders().set("Location", url() + "/keys?again");
                answer(exchange, 302, "");
            }
        }
    }

    /** For tests in another class loader: as {@link #is(Mood)}. */
    private void mood(HttpExchange exchange) throws IOException {
        mood =
                Mood.valueOf(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, 204, "");
    }

    /** The same: a token for one of our services, whose name is the query. */
    private void mint(HttpExchange exchange) throws IOException {
        var service = exchange.getRequestURI().getQuery();
        var token =
                token(
                        Instant.now(),
                        claims -> {
                            claims.setStringClaim("client_id", service);
                            claims.setStringListClaim("roles", "service");
                            claims.setGeneratedJwtId();
                            claims.unsetClaim("tenant");
                        });
        answer(exchange, 200, token);
    }

    /** The same: a token with the claims that the body says, besides those that all have. */
    private void sign(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(exchange, 200, token(Instant.now(), claims -> add(body, claims)));
    }

    private static void add(String json, JwtClaims claims) {
        try {
            JwtClaims.parse(json).getClaimsMap().forEach(claims::setClaim);
        } catch (InvalidJwtException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static String filler(int length) {
        return "\"x\":\"" + "x".repeat(length) + "\"";
    }

    private static void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            for (int i = 0; i < 600; i++) {
                body.write(' ');
                body.flush();
                pause(100);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String key() {
        try {
            var jwk = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
            jwk.setKeyId(keyId());
            return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
