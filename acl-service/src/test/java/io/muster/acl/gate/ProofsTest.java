// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.TestAuthority;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.decision.Reason;
import io.muster.acl.digest.Sha256;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 6 of the pitfalls: a certificate and a token, apart and together. */
class ProofsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant SOON = Instant.ofEpochSecond(1_790_000_000);
    private static final byte[] DER =
            new TestAuthority("CA").issue(TestAuthority.device("acme", "dev-1")).der();

    private static final Proven CERTIFICATE =
            new Proven(
                    new Device(
                            ACME,
                            new DeviceId("dev-1"),
                            Sha256.hex(DER),
                            new CertificateFacts(
                                    "dev-1", "64", "CN=CA", List.of(), List.of(), true)),
                    SOON.plusSeconds(3600));

    private static Proofs asking(ProofDemand demand) {
        return new Proofs(new ProofDemands(Map.of(ACME, demand), ProofDemand.ANY));
    }

    private static Proven token(@Nullable TenantId tenant, ObjectNode claims) {
        return new Proven(
                new Token("https://idp", "app", "alice", tenant, Set.of("nurses"), claims), SOON);
    }

    private static ObjectNode bound(String thumbprint) {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.putObject("cnf").put("x5t#S256", thumbprint);
        return claims;
    }

    private static ObjectNode unbound() {
        return JsonNodeFactory.instance.objectNode().put("ward", "7");
    }

    private static String thumbprint() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(Sha256.hex(DER)));
    }

    private static Reason reason(Login login) {
        return login instanceof Failed(var reason) ? reason : null;
    }

    @Test
    void oneIsEnoughWhereAnyWillDo() {
        assertThat(asking(ProofDemand.ANY).alone(CERTIFICATE)).isEqualTo(CERTIFICATE);
        var token = token(ACME, unbound());
        assertThat(asking(ProofDemand.ANY).alone(token)).isEqualTo(token);
    }

    @ParameterizedTest
    @EnumSource(value = ProofDemand.class, names = "ANY", mode = EnumSource.Mode.EXCLUDE)
    void oneIsNotEnoughWhereBothAreAskedFor(ProofDemand demand) {
        assertThat(reason(asking(demand).alone(CERTIFICATE))).isEqualTo(Reason.PROOF_MISSING);
        assertThat(reason(asking(demand).alone(token(ACME, unbound()))))
                .isEqualTo(Reason.PROOF_MISSING);
        var service = token(null, unbound());
        assertThat(asking(demand).alone(service)).as("a service of ours").isEqualTo(service);
    }

    @ParameterizedTest
    @EnumSource(ProofDemand.class)
    void theDeviceCarriesTheTokenThatGoesWithIt(ProofDemand demand) {
        var login = asking(demand).together(CERTIFICATE, token(ACME, bound(thumbprint())), DER);

        assertThat(login)
                .isInstanceOfSatisfying(
                        Proven.class,
                        proven -> {
                            var subject = proven.principal().subject();
                            assertThat(subject.id()).isEqualTo("cert:acme/dev-1");
                            assertThat(subject.groups()).containsExactly("nurses");
                            assertThat(subject.claims().has("cnf")).isTrue();
                            assertThat(subject.certificate()).isNotNull();
                            assertThat(proven.until()).as("the earlier end").isEqualTo(SOON);
                        });
    }

    @ParameterizedTest
    @EnumSource(ProofDemand.class)
    void aTokenForAnotherCertificateIsAStolenOne(ProofDemand demand) {
        var other = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        for (var claims : List.of(bound(other), bound(""), bound(thumbprint() + "="))) {
            assertThat(reason(asking(demand).together(CERTIFICATE, token(ACME, claims), DER)))
                    .isEqualTo(Reason.TOKEN_INVALID);
        }
        assertThat(reason(asking(demand).alone(token(ACME, bound(thumbprint())))))
                .as("shown without the certificate")
                .isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void aTokenBoundInAWayThatWeDoNotKnowIsRefused() {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.putObject("cnf").put("jkt", "x");

        assertThat(reason(asking(ProofDemand.ANY).together(CERTIFICATE, token(ACME, claims), DER)))
                .isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void anUnboundTokenWillDoUnlessItMustBeBound() {
        var token = token(ACME, unbound());

        assertThat(asking(ProofDemand.BOTH).together(CERTIFICATE, token, DER))
                .isInstanceOf(Proven.class);
        assertThat(reason(asking(ProofDemand.CERT_BOUND).together(CERTIFICATE, token, DER)))
                .isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void bothAreOfOneTenant() {
        for (var tenant : new TenantId[] {new TenantId("other"), null}) {
            var token = token(tenant, bound(thumbprint()));
            assertThat(reason(asking(ProofDemand.ANY).together(CERTIFICATE, token, DER)))
                    .isEqualTo(Reason.TENANT_MISMATCH);
        }
    }

    @Test
    void aBadOneOfTheTwoSpoilsBoth() {
        var bad = new Failed(Reason.TOKEN_EXPIRED);
        var revoked = new Failed(Reason.REVOKED);

        assertThat(asking(ProofDemand.ANY).together(CERTIFICATE, bad, DER)).isEqualTo(bad);
        assertThat(asking(ProofDemand.ANY).together(revoked, token(ACME, unbound()), DER))
                .isEqualTo(revoked);
    }
}
