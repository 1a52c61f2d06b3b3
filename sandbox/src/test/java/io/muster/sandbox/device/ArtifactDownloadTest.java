// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArtifactDownloadTest {

    private static final int SIZE = 300_000;

    private final byte[] artifact = new FirmwareImage("demo-sensor", "1.1.0", true).bytes(SIZE);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ArtifactDownload download =
            new ArtifactDownload(http, UnaryOperator.identity(), new SplittableRandom(1));
    private final Flash flash = new Flash(SIZE);
    private ArtifactServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new ArtifactServer(artifact);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void aWholeArtifactArrivesInOnePiece() throws Exception {
        var progress = new ArrayList<Long>();

        download.fetch(server.url(), flash, Long.MAX_VALUE, progress::add);

        assertThat(flash.sha256()).isEqualTo(sha256(artifact));
        assertThat(server.ranges()).containsExactly("");
        assertThat(progress).isSorted().endsWith((long) SIZE);
    }

    @Test
    void aBrokenDownloadIsResumedWhereItBroke() throws Exception {
        download.fetch(server.url(), flash, SIZE / 2, any -> {});

        assertThat(flash.sha256()).isEqualTo(sha256(artifact));
        assertThat(server.ranges()).hasSize(2);
        assertThat(server.ranges().getFirst()).isEmpty();
        assertThat(server.ranges().getLast()).matches("bytes=1[5-9]\\d{4}-");
    }

    @Test
    void aServerThatHangsUpIsAskedForTheRest() throws Exception {
        server.hangUpAfter(100_000, 2);

        download.fetch(server.url(), flash, Long.MAX_VALUE, any -> {});

        assertThat(flash.sha256()).isEqualTo(sha256(artifact));
        assertThat(server.ranges()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aServerThatIgnoresTheRangeStartsTheFlashOver() throws Exception {
        server.ignoreRanges();

        download.fetch(server.url(), flash, SIZE / 2, any -> {});

        assertThat(flash.sha256()).isEqualTo(sha256(artifact));
    }

    @Test
    void aRefusedDownloadIsNotTriedAgain() {
        server.answer(403);

        assertThatThrownBy(() -> download.fetch(server.url(), flash, Long.MAX_VALUE, any -> {}))
                .hasMessageContaining("403");
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void moreBytesThanAnnouncedAreNotWritten() {
        var small = new Flash(1_000);

        assertThatThrownBy(() -> small.write(new byte[1_001], 1_001))
                .isInstanceOf(IOException.class);
        assertThat(small.written()).isZero();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
