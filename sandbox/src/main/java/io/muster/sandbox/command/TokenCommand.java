// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.run.SandboxFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets a token from the sandbox's issuer. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "A bearer token of a development user.",
            "ROLE is admin (every role), viewer, operator, maintenance, release-manager, release-approver, security-admin, "
                    + "auditor, tenant-admin or platform-admin; several with + between; @tenant behind for another tenant than default."
        })
public final class TokenCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Parameters(index = "0", paramLabel = "ROLE")
    private String role = "";

    @Mixin private HomeOption home = new HomeOption();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws SandboxFailure, IOException, InterruptedException {
        if (DevelopmentUser.named(role).isEmpty()) {
            throw new SandboxFailure("There is no role " + role + ": see ./muster token --help.");
        }
        var issuer =
                URI.create(RunningSandbox.endpoints(home.home()).required("oidcIssuer").asText());
        var out = Objects.requireNonNull(spec, "picocli injects it").commandLine().getOut();
        out.println(request(issuer));
        return 0;
    }

    private String request(URI issuer) throws IOException, InterruptedException {
        var form =
                "grant_type=password&client_id=%s&username=%s&password=%s"
                        .formatted(
                                OidcOptions.CLI_CLIENT,
                                URLEncoder.encode(role, StandardCharsets.UTF_8),
                                Secrets.ensure(home.home()).users());
        var request =
                HttpRequest.newBuilder(issuer.resolve("/token"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            return new ObjectMapper().readTree(answer.body()).required("access_token").asText();
        }
    }
}
