// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.home.PrivateFiles;
import io.muster.sandbox.home.Secrets;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import io.muster.sandbox.oidc.DevelopmentUser;
import io.muster.sandbox.oidc.OidcIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code endpoints.json}: all that a script or a test needs to use the sandbox. It holds
 * secrets, and is for its owner only.
 */
record EndpointsFile(
        MusterHome home, Ports ports, Secrets secrets, OidcIssuer issuer, Path serverCa) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<String> USERS = List.of(DevelopmentUser.ADMIN, "operator", "viewer");

    void write(String postgresUrl, Map<String, Long> pids) throws IOException {
        var file = JSON.createObjectNode();
        file.put("registry", http(ports.registry()));
        file.put("registryEst", "https://" + LoopbackPort.HOST + ":" + ports.est());
        file.put("shadow", http(ports.shadow()));
        file.put("ota", http(ports.ota()));
        file.put("acl", http(ports.acl()));
        file.put("oidcIssuer", issuer.url());
        file.put("mqtt", "mqtt://" + LoopbackPort.HOST + ":" + ports.mqtt());
        file.put("mqtts", "mqtts://" + LoopbackPort.HOST + ":" + ports.mqtts());
        file.put("postgres", postgresUrl);
        file.put("caCert", home.shown(home.deviceCa()));
        file.put("serverCaCert", home.shown(serverCa));
        file.put("hookSecret", secrets.hook());
        var tokens = file.putObject("tokens");
        for (var user : USERS) {
            tokens.put(user, issuer.userToken(DevelopmentUser.named(user).orElseThrow()));
        }
        var processes = file.putObject("pids");
        processes.put("up", ProcessHandle.current().pid());
        pids.forEach(processes::put);
        PrivateFiles.write(home.endpoints(), JSON.writeValueAsBytes(file));
    }

    private static String http(int port) {
        return "http://" + LoopbackPort.HOST + ":" + port;
    }
}
