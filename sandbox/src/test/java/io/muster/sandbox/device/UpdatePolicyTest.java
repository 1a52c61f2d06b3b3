// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatePolicyTest {

    private final TestRelease release = new TestRelease("Ed25519");
    private final UpdatePolicy policy = new UpdatePolicy(release.trusted());
    private final Firmware running = Firmware.of("demo-sensor", "1.0.0");

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "EC"})
    void aGenuineNewerReleaseIsAccepted(String algorithm) {
        var signed = new TestRelease(algorithm);

        assertThat(new UpdatePolicy(signed.trusted()).refusal(signed.job("1.1.0"), running))
                .isEmpty();
    }

    @Test
    void aManifestThatWasChangedIsRefused() {
        assertThat(code(release.forged("1.1.0"))).contains("signature-invalid");
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() {
        assertThat(code(new TestRelease("Ed25519").job("1.1.0"))).contains("signature-invalid");
        assertThat(code(new TestRelease("EC").job("1.1.0"))).contains("signature-invalid");
    }

    @Test
    void aJobThatSaysOtherThanItsManifestIsRefused() {
        var job = release.job("1.1.0");

        assertThat(code(TestRelease.as(job, "2.0.0", job.sha256()))).contains("manifest-mismatch");
        assertThat(code(TestRelease.as(job, "1.1.0", "00".repeat(32))))
                .contains("manifest-mismatch");
    }

    @Test
    void anotherProductIsRefused() {
        assertThat(policy.refusal(release.job("1.1.0"), Firmware.of("pump", "1.0.0")))
                .map(Refusal::code)
                .contains("product-mismatch");
    }

    @Test
    void anOlderVersionIsOnlyARollbackToWhatRanBefore() {
        var updated = running.boot(new Version("1.1.0"), 1);

        assertThat(policy.refusal(release.job("1.0.0"), updated).map(Refusal::code))
                .contains("downgrade");
        assertThat(policy.refusal(release.rollback("1.0.0"), updated)).isEmpty();
        assertThat(policy.refusal(release.rollback("0.9.0"), updated).map(Refusal::code))
                .contains("downgrade");
    }

    @Test
    void aSecurityFixIsNeverTakenBack() {
        var fixed = running.boot(new Version("1.1.0"), 2);

        assertThat(policy.refusal(release.job("1.2.0"), fixed).map(Refusal::code))
                .contains("security-version");
        assertThat(policy.refusal(release.rollback("1.0.0"), fixed).map(Refusal::code))
                .contains("security-version");
    }

    @Test
    void aPreReleaseIsAnUpdateLikeAnyOther() {
        var candidate = running.boot(new Version("1.1.0-rc1"), 1);

        assertThat(code(release.job("1.1.0-rc1"))).isEmpty();
        assertThat(policy.refusal(release.job("1.1.0"), candidate)).isEmpty();
        assertThat(policy.refusal(release.job("1.1.0-beta"), candidate).map(Refusal::code))
                .contains("downgrade");
    }

    private Optional<String> code(UpdateJob job) {
        return policy.refusal(job, running).map(Refusal::code);
    }
}
