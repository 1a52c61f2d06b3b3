// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.NotObserved;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An operator pings a device and gets its log, although the device loses a chunk of it, which has
 * to be asked for again.
 */
final class LogIsPulled {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LogIsPulled() {}

    static String observe(Scene scene) throws Exception {
        var device = scene.devices().getFirst().deviceId();
        run(scene, device, "ping");
        var log = run(scene, device, "log");
        var text = scene.registry().artifact(device, log.path("id").asText());
        NotObserved.unless(
                text.startsWith(device) && sha256(text).equals(log.path("sha256").asText()),
                "the log is not the one of " + device + ": " + text);
        return "%s answered a ping and sent its log of %d bytes, a chunk of which was lost and asked for again"
                .formatted(device, text.length());
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode run(Scene scene, String device, String kind) throws Exception {
        var id = scene.registry().command(device, kind);
        return Await.until(
                "the " + kind + " of " + device,
                PATIENCE,
                () -> Optional.of(scene.registry().command(device, kind, id)),
                command -> command.path("state").asText().equals("DONE"));
    }
}
