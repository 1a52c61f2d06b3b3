// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.bench.acl.fleet.Documents;
import io.muster.bench.acl.fleet.Fleet;
import io.muster.bench.server.Scratch;
import io.muster.bench.server.Server;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * acl-service standing alone, with policies from files and an issuer beside it, and the echo. Each
 * tenant has a fleet of its own size: what is compared then runs in the same process.
 */
final class Surroundings implements AutoCloseable {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Scratch scratch;
    private final String secret = UUID.randomUUID().toString();
    private final OidcIssuer issuer;
    private final Server echo;
    private final Server acl;

    private Surroundings(Path root, Scratch scratch, Map<String, Fleet> tenants)
            throws IOException, InterruptedException {
        this.scratch = scratch;
        this.issuer = OidcIssuer.start(OidcOptions.of(0, Map.of(), UUID.randomUUID().toString()));
        writePolicies(tenants);
        this.echo =
                Server.start(
                        jar(root, "bench/echo"),
                        scratch.path(),
                        "echo",
                        Map.of("quarkus.datasource.password", secret));
        try {
            this.acl =
                    Server.start(
                            jar(root, "acl-service"), scratch.path(), "acl", settings(tenants));
        } catch (IOException | InterruptedException e) {
            echo.close();
            throw e;
        }
    }

    static Surroundings start(Path root, Map<String, Fleet> tenants)
            throws IOException, InterruptedException {
        var scratch = Scratch.create("acl");
        try {
            return new Surroundings(root, scratch, tenants);
        } catch (IOException | InterruptedException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private static Path jar(Path root, String module) {
        return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private void writePolicies(Map<String, Fleet> tenants) throws IOException {
        var policies = Files.createDirectory(scratch.resolve("policies"));
        for (var tenant : tenants.entrySet()) {
            var rules = tenant.getValue().rules();
            // The last one makes room for the rule on connects: a tenant may have 10,000.
            for (var document : Documents.of(rules.subList(0, rules.size() - 1))) {
                write(policies, tenant.getKey(), document);
            }
            write(policies, tenant.getKey(), connect());
        }
    }

    private static void write(Path policies, String tenant, ObjectNode document)
            throws IOException {
        document.put("tenant", tenant);
        Files.writeString(
                policies.resolve(tenant + "-" + document.path("id").textValue() + ".json"),
                document.toString());
    }

    private static ObjectNode connect() {
        var document = JsonNodeFactory.instance.objectNode().put("version", 1).put("id", "connect");
        var rule =
                document.putArray("rules")
                        .addObject()
                        .put("id", "own-client-id")
                        .put("effect", "allow");
        rule.putArray("actions").add("connect");
        rule.put("resource", "*").putObject("conditions").put("client_id", "${claims.client_id}");
        return document;
    }

    private Map<String, String> settings(Map<String, Fleet> tenants) {
        var settings = new HashMap<String, String>();
        settings.put("muster.acl.policies.dir", scratch.resolve("policies").toString());
        settings.put("muster.acl.policies.built-in", "false");
        // What follows from the folder where it is set in the environment; settings in a file come
        // too late for that.
        settings.put("muster.acl.fleet.enabled", "false");
        settings.put("muster.service.client-secret", secret);
        settings.put("quarkus.datasource.password", secret);
        settings.put("quarkus.oidc.auth-server-url", issuer.url());
        settings.put("muster.acl.token.address", issuer.url());
        settings.put("muster.acl.token.username-claim", "client_id");
        settings.put("muster.acl.brokers.emqx.dialect", "emqx");
        settings.put("muster.acl.brokers.emqx.hook-secret", secret);
        settings.put("muster.acl.brokers.rabbit.dialect", "rabbitmq");
        settings.put("muster.acl.brokers.rabbit.hook-secret", secret);
        tenants.keySet()
                .forEach(tenant ->
                        settings.put("muster.acl.brokers.rabbit.tenants." + tenant, tenant));
        return settings;
    }

    /** Both kinds of broker. */
    List<BrokerSide> brokers() {
        return List.of(new EmqxSide(secret), new RabbitSide(secret));
    }

    Server echo() {
        return echo;
    }

    Server acl() {
        return acl;
    }

    /** A device's token. */
    String token(String tenant, String device, String group) {
        return issuer.mint()
                .userToken(new DevelopmentUser(device, tenant, List.of(group)), device, TOKEN_LIFE);
    }

    @Override
    public void close() {
        acl.close();
        echo.close();
        issuer.close();
        scratch.close();
    }
}
