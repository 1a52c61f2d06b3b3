// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ota.report.Payload.Ack;
import io.muster.ota.report.Payload.Malformed;
import io.muster.ota.report.Payload.Report;
import io.muster.ota.report.Payload.Version;
import io.muster.ota.rollout.JobEvent.Claim;
import io.muster.ota.rollout.JobEvent.Reported;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PayloadReaderTest {

    private static final UUID JOB = UUID.fromString("6f1e7f9c-3c1b-4c57-8b8e-0d8f3f5d2a11");

    @Test
    void aReportIsRead() {
        var payload =
                read(
                        "report",
                        """
                        {"jobId":"%s","rev":3,"state":"FAILED","progress":40,"code":"no-space",
                         "detail":"disk\\u0000full","version":"1.0.0"}
                        """
                                .formatted(JOB));

        assertThat(payload)
                .isEqualTo(
                        new Report(
                                JOB,
                                3,
                                new Reported(Claim.FAILED, 40, "1.0.0", "no-space"),
                                "disk full"));
    }

    @Test
    void whatMayBeMissingMay() {
        assertThat(
                        read(
                                "report",
                                "{\"jobId\":\"%s\",\"rev\":1,\"state\":\"VERIFYING\"}"
                                        .formatted(JOB)))
                .isEqualTo(new Report(JOB, 1, new Reported(Claim.VERIFYING, 0, "", ""), ""));
        assertThat(read("ack", "{\"jobId\":\"%s\",\"rev\":1}".formatted(JOB)))
                .isEqualTo(new Ack(JOB, 1));
        assertThat(read("version", "{\"product\":\"pump\",\"version\":\"1.0\"}"))
                .isEqualTo(new Version("pump", "1.0"));
    }

    @Test
    void longWordsAreCut() {
        var payload =
                read(
                        "report",
                        "{\"jobId\":\"%s\",\"rev\":1,\"state\":\"FAILED\",\"detail\":\"%s\"}"
                                .formatted(JOB, "x".repeat(5000)));

        assertThat(((Report) payload).detail()).hasSize(500);
    }

    @Test
    void whatDecidesMustBeExact() {
        var malformed =
                List.of(
                        "",
                        "[]",
                        "nonsense",
                        "{\"jobId\":\"x\",\"rev\":1,\"state\":\"FAILED\"}",
                        "{\"jobId\":\"%s\",\"state\":\"FAILED\"}".formatted(JOB),
                        "{\"jobId\":\"%s\",\"rev\":\"1\",\"state\":\"FAILED\"}".formatted(JOB),
                        "{\"jobId\":\"%s\",\"rev\":1,\"state\":\"DONE\"}".formatted(JOB),
                        "{\"jobId\":\"%s\",\"rev\":1,\"state\":\"FAILED\",\"version\":\"a b\"}"
                                .formatted(JOB));

        for (var text : malformed) {
            assertThat(read("report", text)).as(text).isInstanceOf(Malformed.class);
        }
        assertThat(read("version", "{\"product\":\"a/b\",\"version\":\"1\"}"))
                .isInstanceOf(Malformed.class);
        assertThat(read("job", "{}")).isInstanceOf(Malformed.class);
    }

    @Property
    void noBytesMakeItThrow(@ForAll byte[] bytes) {
        assertThat(PayloadReader.read(List.of("ota", "report"), bytes)).isNotNull();
    }

    private static Payload read(String last, String text) {
        return PayloadReader.read(List.of("ota", last), text.getBytes(StandardCharsets.UTF_8));
    }
}
