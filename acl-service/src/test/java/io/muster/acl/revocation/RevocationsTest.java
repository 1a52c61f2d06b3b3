// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.decision.Proof;
import io.muster.acl.decision.Reason;
import io.muster.acl.session.Session;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 19 of the pitfalls: what was revoked is denied with the next question. */
class RevocationsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final TenantId ACME = new TenantId("acme");

    private final Revocations revocations = Revocations.none(3);

    private static Session device(String tenant) {
        var facts = new CertificateFacts("dev-1", "7f01", "CN=CA", List.of(), List.of(), true);
        return session(
                new Device(new TenantId(tenant), new DeviceId("dev-1"), "ab", facts), "dev-1");
    }

    private static Session token(@Nullable TenantId tenant) {
        var claims = JsonNodeFactory.instance.objectNode().put("jti", "token-7");
        return session(
                new Token("https://idp", "app", "alice", tenant, Set.of(), claims), "phone-1");
    }

    private static Session session(Principal principal, String clientId) {
        var caller = new Caller(principal.subject(), clientId, null, Origin.UNKNOWN);
        return new Session("b", principal, caller, NOW, null, "seal of " + clientId);
    }

    private static Revocation of(RevocationKind kind, String value, @Nullable Instant until) {
        return new Revocation(ACME, kind, value, NOW, until, null, "alice");
    }

    @ParameterizedTest
    @CsvSource({
        "SUBJECT, cert:acme/dev-1",
        "CERT_SERIAL, 7f01",
        "CERT_SERIAL, 00:7F:01",
        "CLIENT_ID, dev-1"
    })
    void aDeviceIsHitByAnythingOfIt(RevocationKind kind, String value) {
        revocations.put(of(kind, value, null));

        assertThat(revocations.hit(device("acme"), NOW)).isTrue();
        assertThat(revocations.hit(device("other"), NOW)).as("of another tenant").isFalse();
        assertThat(revocations.hit(token(ACME), NOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SUBJECT, oidc:https://idp#alice",
        "SUBJECT, alice",
        "JTI, token-7",
        "CLIENT_ID, phone-1"
    })
    void aTokensHolderIsHitByAnythingOfIt(RevocationKind kind, String value) {
        revocations.put(of(kind, value, null));

        assertThat(revocations.hit(token(ACME), NOW)).isTrue();
        assertThat(revocations.hit(token(null), NOW)).as("a service of ours").isFalse();
        assertThat(revocations.hit(device("acme"), NOW)).isFalse();
    }

    @Test
    void aSessionIsHitAndTheNextOneIsNot() {
        revocations.put(of(RevocationKind.SESSION, device("acme").id(), null));

        assertThat(revocations.hit(device("acme"), NOW)).isTrue();
        var next = device("acme");
        var other = new Session("b", next.principal(), next.caller(), NOW, null, "another seal");
        assertThat(revocations.hit(other, NOW)).isFalse();
    }

    @Test
    void itEndsWhenItSaysAndIsForgottenThen() {
        revocations.put(of(RevocationKind.CLIENT_ID, "dev-1", NOW.plusSeconds(60)));

        assertThat(revocations.hit(device("acme"), NOW.plusSeconds(59))).isTrue();
        assertThat(revocations.hit(device("acme"), NOW.plusSeconds(60))).isFalse();
        assertThat(revocations.list(ACME, NOW.plusSeconds(60))).isEmpty();
        revocations.prune(NOW.plusSeconds(60));
        assertThat(revocations.size()).isZero();
    }

    @Test
    void theListenerHearsOfEachOnceAndTheFullHouseSaysSo() {
        var heard = new ArrayList<Revocation>();
        revocations.listener(heard::add);

        for (var value : List.of("1", "2", "3", "3")) {
            assertThat(revocations.hasRoomFor(of(RevocationKind.JTI, value, null))).isTrue();
            revocations.put(of(RevocationKind.JTI, value, null));
        }
        assertThat(revocations.hasRoomFor(of(RevocationKind.JTI, "4", null))).isFalse();
        assertThat(revocations.hasRoomFor(of(RevocationKind.JTI, "3", NOW.plusSeconds(9))))
                .isTrue();
        revocations.put(of(RevocationKind.JTI, "3", NOW.plusSeconds(9)));
        assertThat(heard).extracting(Revocation::value).containsExactly("1", "2", "3", "3");
        assertThat(revocations.list(ACME, NOW)).hasSize(3);
    }

    @Test
    void oneIsFoundByItsOwnTenantOnly() {
        var revocation = of(RevocationKind.CLIENT_ID, "dev-1", null);
        revocations.put(revocation);

        assertThat(revocations.find(new TenantId("other"), revocation.id())).isEmpty();
        assertThat(revocations.find(ACME, revocation.id())).contains(revocation);
        revocations.remove(revocation);
        assertThat(revocations.hit(device("acme"), NOW)).isFalse();
    }

    @Test
    void untilItIsKnownWhatIsRevokedNobodyOfATenantStands() {
        var unknown = Revocations.unknown(3);
        unknown.put(of(RevocationKind.CLIENT_ID, "dev-1", null));

        assertThat(unknown.objection(token(ACME), NOW)).contains(Reason.UNAVAILABLE);
        assertThat(unknown.objection(token(ACME).principal(), NOW)).contains(Reason.UNAVAILABLE);
        assertThat(unknown.objection(ACME, "phone-1", NOW)).contains(Reason.UNAVAILABLE);
        assertThat(unknown.objection(token(null), NOW)).as("a service of ours").isEmpty();
        assertThat(unknown.hit(token(ACME), NOW)).as("it is not thrown out").isFalse();

        unknown.complete();

        assertThat(unknown.objection(token(ACME), NOW)).isEmpty();
        assertThat(unknown.objection(device("acme"), NOW)).contains(Reason.REVOKED);
    }

    @Test
    void whatATenantHasIsReplacedAsAWhole() {
        var other = new TenantId("other");
        revocations.put(of(RevocationKind.JTI, "gone", null));
        revocations.put(of(RevocationKind.CLIENT_ID, "dev-1", null));
        revocations.put(
                new Revocation(other, RevocationKind.JTI, "theirs", NOW, null, null, "bob"));

        revocations.replace(
                ACME,
                List.of(
                        of(RevocationKind.CLIENT_ID, "dev-1", null),
                        of(RevocationKind.JTI, "new", null)));

        assertThat(revocations.list(ACME, NOW))
                .extracting(Revocation::value)
                .containsExactlyInAnyOrder("dev-1", "new");
        assertThat(revocations.list(other, NOW)).hasSize(1);
    }

    @Test
    void aTokenShownWithACertificateCountsToo() {
        var facts = new CertificateFacts("dev-1", "7f01", "CN=CA", List.of(), List.of(), true);
        var token = (Token) token(ACME).principal();
        var both = new Device(ACME, new DeviceId("dev-1"), new Proof.Enrolled("ab", facts), token);
        revocations.put(of(RevocationKind.SUBJECT, "alice", null));

        assertThat(revocations.objection(both, NOW)).contains(Reason.REVOKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "::", "12 34"})
    void aSerialNumberIsHexadecimal(String value) {
        assertThatThrownBy(() -> of(RevocationKind.CERT_SERIAL, value, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeStoredIsRefusedByName() {
        assertUnfit("value", "a\0b", null, null);
        assertUnfit("value", "half \ud800", null, null);
        assertUnfit("value", "x".repeat(1025), null, null);
        assertUnfit("reason", "x", null, "because\0");
        assertUnfit("reason", "x", null, "y".repeat(257));
        assertUnfit("until", "x", NOW, null);
        assertUnfit("until", "x", NOW.plusNanos(1), null);
        assertUnfit("until", "x", Instant.MAX, null);
    }

    private static void assertUnfit(
            String member, String value, @Nullable Instant until, @Nullable String reason) {
        assertThatThrownBy(() ->
                        new Revocation(
                                ACME, RevocationKind.JTI, value, NOW, until, reason, "alice"))
                .isInstanceOfSatisfying(
                        UnfitRevocation.class,
                        unfit -> assertThat(unfit.member()).isEqualTo(member));
    }
}
