// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Readiness;
import io.muster.sandbox.run.SandboxFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what runs, where, and how it feels; the exit code is 1 when something is not well. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "What runs, where, and how it feels.")
public final class StatusCommand implements Callable<Integer> {

    private static final List<String> SERVICES = List.of("registry", "shadow", "ota", "acl");
    private static final List<String> SERVERS =
            List.of("oidcIssuer", "mqtt", "mqtts", "postgres", "registryEst");

    @Mixin private HomeOption home = new HomeOption();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws SandboxFailure, IOException, InterruptedException {
        var endpoints = RunningSandbox.endpoints(home.home());
        var out = Objects.requireNonNull(spec, "picocli injects it").commandLine().getOut();
        var well = true;
        try (var readiness = new Readiness()) {
            for (var name : SERVICES) {
                well &=
                        show(
                                out,
                                endpoints,
                                name,
                                feeling(readiness.status(address(endpoints, name))));
            }
        }
        for (var name : SERVERS) {
            var answers = LoopbackPort.answers(address(endpoints, name).getPort());
            well &= show(out, endpoints, name, answers ? "up" : "down");
        }
        return well ? 0 : 1;
    }

    private static URI address(JsonNode endpoints, String name) {
        return URI.create(endpoints.required(name).asText());
    }

    private static String feeling(int status) {
        return switch (status) {
            case 200 -> "ready";
            case 0 -> "down";
            default -> "not ready";
        };
    }

    private static boolean show(PrintWriter out, JsonNode endpoints, String name, String feeling) {
        var address = address(endpoints, name);
        var shown =
                "%s://%s:%d".formatted(address.getScheme(), address.getHost(), address.getPort());
        var process = endpoints.path("pids").path(process(name)).asText("-");
        out.printf("  %-12s %-32s process %-8s %s%n", name, shown, process, feeling);
        out.flush();
        return feeling.equals("ready") || feeling.equals("up");
    }

    /** Several addresses may be of one process. */
    private static String process(String name) {
        return switch (name) {
            case "oidcIssuer" -> "up";
            case "mqtt", "mqtts" -> "broker";
            case "registryEst" -> "registry";
            default -> name;
        };
    }
}
