// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    private final Allowances allowances = new Allowances(new Strict(), Clock.systemUTC());

    @Test
    void wrongSecretsOfOneDeviceAreCountedWhereverTheyComeFrom() {
        fail(from("10.0.0.1"), "dev-1");
        fail(from("10.0.0.2"), "dev-1");

        assertThat(allowances.mayClaim(from("10.0.0.3"), claim("dev-1"))).isFalse();
        assertThat(allowances.mayClaim(from("10.0.0.3"), claim("dev-2"))).isTrue();
    }

    @Test
    void wrongSecretsFromOneAddressAreCountedWhicheverDeviceTheyAreFor() {
        fail(from("10.0.0.1"), "dev-1");
        fail(from("10.0.0.1"), "dev-2");

        assertThat(allowances.mayClaim(from("10.0.0.1"), claim("dev-3"))).isFalse();
    }

    @Test
    void aNetworkOfVersionSixIsOneAddress() {
        fail(from("2001:db8:0:1:0:0:0:1"), "dev-1");
        fail(from("2001:db8:0:1:0:0:0:2"), "dev-2");

        assertThat(allowances.mayClaim(from("2001:db8:0:1:9:9:9:9"), claim("dev-3"))).isFalse();
        assertThat(allowances.mayClaim(from("2001:db8:0:2:0:0:0:1"), claim("dev-3"))).isTrue();
    }

    @Test
    void whatIsRefusedFromOneAddressIsCountedWhateverTheReasonIs() {
        var closed = new Refused(new Refusal(RefusalReason.PROFILE_CLOSED, ""));

        for (int i = 0; i < 10; i++) {
            assertThat(allowances.mayClaim(from("10.0.0.1"), claim("dev-" + i))).isTrue();
            allowances.review(from("10.0.0.1"), claim("dev-" + i), closed);
        }

        assertThat(allowances.mayClaim(from("10.0.0.1"), claim("dev-11"))).isFalse();
        assertThat(allowances.mayFail(from("10.0.0.1"))).isFalse();
        assertThat(allowances.mayClaim(from("10.0.0.2"), claim("dev-1"))).isTrue();
    }

    @Test
    void aBadRequestWithTheRightSecretIsNoGuess() {
        var outcome = new Refused(new Refusal(RefusalReason.CSR_MALFORMED, ""));

        for (int i = 0; i < 5; i++) {
            allowances.review(from("10.0.0.1"), claim("dev-1"), outcome);
        }

        assertThat(allowances.mayClaim(from("10.0.0.1"), claim("dev-1"))).isTrue();
    }

    private void fail(Origin origin, String device) {
        var outcome = new Refused(new Refusal(RefusalReason.UNAUTHORIZED, ""));
        allowances.review(origin, claim(device), outcome);
    }

    private static Origin from(String address) {
        return new Origin(
                EnrollmentProfile.builtIn(new TenantId("default")), address, Optional.empty());
    }

    private static Claim claim(String device) {
        return new Claim(device, "wrong");
    }
}
