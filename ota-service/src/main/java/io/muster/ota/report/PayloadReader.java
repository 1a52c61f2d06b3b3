// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.ota.release.Manifest;
import io.muster.ota.report.Payload.Ack;
import io.muster.ota.report.Payload.Malformed;
import io.muster.ota.report.Payload.Report;
import io.muster.ota.report.Payload.Version;
import io.muster.ota.rollout.JobEvent.Claim;
import io.muster.ota.rollout.JobEvent.Reported;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads what devices send. What decides something must be exact; words for people are cut and
 * stripped of what a database or a terminal chokes on.
 */
final class PayloadReader {

    private static final int MAX_CODE = 64;
    private static final int MAX_DETAIL = 500;
    private static final int MAX_BYTES = 16 * 1024;
    private static final int DONE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PayloadReader() {}

    /** Reads a message by the levels of its topic below the device. */
    static Payload read(List<String> rest, byte[] bytes) {
        if (rest.size() != 2 || !rest.getFirst().equals("ota")) {
            return new Malformed("topic");
        }
        if (bytes.length > MAX_BYTES || !(tree(bytes) instanceof ObjectNode json)) {
            return new Malformed("not a JSON object");
        }
        return switch (rest.getLast()) {
            case "report" -> addressed(json, job -> report(json, job));
            case "ack" -> addressed(json, job -> new Ack(job, json.path("rev").asLong()));
            case "version" -> version(json);
            default -> new Malformed("topic");
        };
    }

    private static Object tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return new Malformed("not JSON");
        }
    }

    private static Payload addressed(ObjectNode json, Function<UUID, Payload> reader) {
        var job = uuid(json.path("jobId").asText());
        if (job.isEmpty()) {
            return new Malformed("jobId");
        }
        return json.path("rev").canConvertToLong() && json.path("rev").isIntegralNumber()
                ? reader.apply(job.get())
                : new Malformed("rev");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Payload report(ObjectNode json, UUID job) {
        var claim = claim(json.path("state").asText());
        var version = json.path("version").asText("");
        if (claim.isEmpty()) {
            return new Malformed("state");
        }
        if (!version.isEmpty() && !wellFormed(version)) {
            return new Malformed("version");
        }
        int progress = Math.clamp(json.path("progress").asInt(0), 0, DONE);
        var reported =
                new Reported(claim.get(), progress, version, words(json.path("code"), MAX_CODE));
        return new Report(
                job, json.path("rev").asLong(), reported, words(json.path("detail"), MAX_DETAIL));
    }

    private static Optional<Claim> claim(String text) {
        return Arrays.stream(Claim.values()).filter(claim -> claim.name().equals(text)).findFirst();
    }

    private static Payload version(ObjectNode json) {
        var product = json.path("product").asText();
        var version = json.path("version").asText();
        return Manifest.productWellFormed(product) && wellFormed(version)
                ? new Version(product, version)
                : new Malformed("product or version");
    }

    private static boolean wellFormed(String version) {
        return io.muster.ota.release.Version.wellFormed(version);
    }

    private static String words(JsonNode node, int most) {
        var text = node.asText("").replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() <= most ? text : text.substring(0, most);
    }
}
