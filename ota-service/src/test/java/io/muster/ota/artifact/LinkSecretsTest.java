// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkSecretsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final DownloadLink LINK =
            new DownloadLink(
                    new TenantId("default"),
                    new Sha256("ab".repeat(32)),
                    new DeviceId("dev:1"),
                    NOW.plusSeconds(60));
    private static final LinkSecrets SECRETS = new LinkSecrets(List.of("new", "old"));

    @Test
    void aSignedLinkIsAcceptedUntilItExpires() {
        var signature = signature(SECRETS.sign(LINK));

        assertThat(SECRETS.accepts(LINK, signature, NOW)).isTrue();
        assertThat(SECRETS.accepts(LINK, signature, NOW.plusSeconds(59))).isTrue();
        assertThat(SECRETS.accepts(LINK, signature, NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void aLinkOfTheFormerSecretIsAcceptedAndNoOther() {
        var former = new LinkSecrets(List.of("old"));
        var other = new LinkSecrets(List.of("other"));

        assertThat(SECRETS.accepts(LINK, signature(former.sign(LINK)), NOW)).isTrue();
        assertThat(SECRETS.accepts(LINK, signature(other.sign(LINK)), NOW)).isFalse();
        assertThat(former.accepts(LINK, signature(SECRETS.sign(LINK)), NOW)).isFalse();
    }

    @Test
    void everyPartIsSigned() {
        var signature = signature(SECRETS.sign(LINK));
        var altered =
                List.of(
                        new DownloadLink(
                                new TenantId("other"),
                                LINK.sha256(),
                                LINK.device(),
                                LINK.expires()),
                        new DownloadLink(
                                LINK.tenant(),
                                new Sha256("cd".repeat(32)),
                                LINK.device(),
                                LINK.expires()),
                        new DownloadLink(
                                LINK.tenant(),
                                LINK.sha256(),
                                new DeviceId("dev:2"),
                                LINK.expires()),
                        new DownloadLink(
                                LINK.tenant(),
                                LINK.sha256(),
                                LINK.device(),
                                LINK.expires().plusSeconds(1)));

        for (var link : altered) {
            assertThat(SECRETS.accepts(link, signature, NOW)).as(link.toString()).isFalse();
        }
    }

    @Test
    void aLinkSurvivesTheWayThroughItsText() {
        assertThat(
                        DownloadLink.parse(
                                "default",
                                "ab".repeat(32),
                                "dev:1",
                                Long.toString(LINK.expires().getEpochSecond())))
                .contains(LINK);
        assertThat(DownloadLink.parse("default", "ab".repeat(32), "dev:1", "")).isEmpty();
        assertThat(DownloadLink.parse("default", "ab".repeat(32), "../x", "1")).isEmpty();
        assertThat(DownloadLink.parse("..", "ab".repeat(32), "dev:1", "1")).isEmpty();
        assertThat(DownloadLink.parse("default", "..", "dev:1", "1")).isEmpty();
    }

    private static String signature(String path) {
        return path.substring(path.indexOf("sig=") + 4);
    }
}
