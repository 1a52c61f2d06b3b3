// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentDigestTest {

    private static final Sha256 DIGEST = new Sha256("00".repeat(32));
    private static final String BASE64 = "A".repeat(43) + "=";

    @Test
    void bothHeadersAreRead() {
        assertThat(ContentDigest.parse("sha-256=:" + BASE64 + ":")).contains(DIGEST);
        assertThat(ContentDigest.parse("SHA-256=" + BASE64)).contains(DIGEST);
        assertThat(ContentDigest.parse("md5=abc, sha-256=:" + BASE64 + ":")).contains(DIGEST);
    }

    @Test
    void whatIsNoSha256IsNone() {
        assertThat(ContentDigest.parse("")).isEmpty();
        assertThat(ContentDigest.parse("sha-512=:" + BASE64 + ":")).isEmpty();
        assertThat(ContentDigest.parse("sha-256=:AAAA:")).isEmpty();
        assertThat(ContentDigest.parse("sha-256=:***:")).isEmpty();
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(ContentDigest.parse(ContentDigest.format(DIGEST))).contains(DIGEST);
    }
}
