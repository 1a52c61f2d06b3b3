// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.download;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.ota.artifact.DownloadLink;
import io.muster.ota.artifact.LinkSecrets;
import io.muster.ota.artifact.Sha256;
import io.muster.ota.support.Operator;
import io.muster.ota.support.OtaSettings;
import io.muster.ota.support.OtaTest;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OtaTest
class DownloadQuarkusTest {

    private static final byte[] CONTENT = content();

    private final LinkSecrets secrets = new LinkSecrets(OtaSettings.SECRETS);
    private String sha256 = "";
    private String url = "";

    @BeforeEach
    void upload() {
        sha256 = Operator.releaseManager().upload(CONTENT);
        url = secrets.sign(link("default", 60));
    }

    private DownloadLink link(String tenant, long seconds) {
        return new DownloadLink(
                new TenantId(tenant),
                new Sha256(sha256),
                new DeviceId("dev-1"),
                Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void aLinkAloneGivesTheWholeArtifact() {
        var body =
                get(Map.of(), 200)
                        .header("Content-Length", equalTo("100000"))
                        .header("Accept-Ranges", equalTo("bytes"))
                        .header("ETag", equalTo("\"" + sha256 + "\""))
                        .extract()
                        .asByteArray();

        assertThat(body).isEqualTo(CONTENT);
    }

    @Test
    void rangesGiveTheirBytes() {
        range("bytes=0-9", 0, 9);
        range("bytes=5000-5999", 5000, 5999);
        range("bytes=99990-", 99_990, 99_999);
        range("bytes=-5", 99_995, 99_999);
        range("bytes=50000-200000", 50_000, 99_999);
    }

    @Test
    void anySplitReassemblesTheArtifact() {
        var random = new Random(42);
        var whole = new byte[CONTENT.length];
        for (int from = 0; from < CONTENT.length; ) {
            int to = Math.min(CONTENT.length, from + 1 + random.nextInt(30_000));
            var part =
                    get(Map.of("Range", "bytes=" + from + "-" + (to - 1)), 206)
                            .extract()
                            .asByteArray();
            System.arraycopy(part, 0, whole, from, part.length);
            from = to;
        }

        assertThat(whole).isEqualTo(CONTENT);
    }

    private void range(String header, int first, int last) {
        var body =
                get(Map.of("Range", header), 206)
                        .header(
                                "Content-Range",
                                equalTo("bytes " + first + "-" + last + "/" + CONTENT.length))
                        .header("Content-Length", equalTo(Integer.toString(last - first + 1)))
                        .extract()
                        .asByteArray();

        assertThat(body).isEqualTo(Arrays.copyOfRange(CONTENT, first, last + 1));
    }

    @Test
    void beyondTheEndThereIsNothing() {
        get(Map.of("Range", "bytes=100000-"), 416)
                .header("Content-Range", equalTo("bytes */100000"));
        get(Map.of("Range", "bytes=-0"), 416);
    }

    @Test
    void conditionsAreObserved() {
        var tag = "\"" + sha256 + "\"";

        get(Map.of("If-None-Match", tag), 304);
        get(Map.of("If-Match", "\"other\""), 412);
        get(Map.of("If-Match", tag), 200);
        get(Map.of("Range", "bytes=0-9", "If-Range", tag), 206);
        assertThat(
                        get(Map.of("Range", "bytes=0-9", "If-Range", "\"other\""), 200)
                                .extract()
                                .asByteArray())
                .hasSize(CONTENT.length);
        get(Map.of("Range", "bytes=0-1,5-6"), 200);
    }

    @Test
    void headShowsWhatGetWouldGive() {
        given().head(url)
                .then()
                .statusCode(200)
                .header("Content-Length", equalTo("100000"))
                .header("ETag", equalTo("\"" + sha256 + "\""));
    }

    @Test
    void anythingElseIsRefused() {
        var other = "0".repeat(64);
        for (var bad :
                List.of(
                        secrets.sign(link("default", -1)),
                        url.replace("/default/", "/other/"),
                        url.replace(sha256, other),
                        url.replace("device=dev-1", "device=dev-2"),
                        url.replaceAll("exp=[0-9]+", "exp=9999999999"),
                        url.substring(0, url.length() - 1) + "x",
                        url.substring(0, url.indexOf('?')),
                        url.replaceAll("sig=.*", "sig="))) {
            given().get(bad)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:muster:problem:download-refused"));
        }
        given().post(url).then().statusCode(405);
    }

    @Test
    void aLinkSignedWithTheFormerSecretIsGood() {
        var former = new LinkSecrets(List.of(OtaSettings.SECRETS.getLast()));

        given().get(former.sign(link("default", 60))).then().statusCode(200);
    }

    @Test
    void whatIsSignedAndNotThereIsNotFound() {
        sha256 = "1".repeat(64);

        given().get(secrets.sign(link("default", 60)))
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private ValidatableResponse get(Map<String, String> headers, int status) {
        return given().headers(headers).get(url).then().statusCode(status);
    }

    private static byte[] content() {
        var bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
