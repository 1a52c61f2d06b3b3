// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.gate.SessionHandle.ByName;
import io.muster.acl.gate.SessionHandle.BySeal;
import io.muster.acl.session.Session;
import io.muster.acl.session.SessionSeal;
import io.muster.acl.session.Sessions;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionBookTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Origin OFFICE = Origin.at("10.0.0.9");

    private final Sessions sessions = new Sessions(10, Duration.ofHours(1));
    private final SessionBook book = book("edge", "one-secret");

    private SessionBook book(String place, String... secrets) {
        return new SessionBook(
                place, sessions, new SessionSeal(List.of(secrets)), _ -> false, () -> NOW);
    }

    private Session admitted(String clientId, @Nullable String username, Origin origin) {
        var device = Device.asserted(new TenantId("default"), new DeviceId("dev-1"));
        var caller = new Caller(device.subject(), clientId, username, origin);
        var session = book.open(device, caller, null);
        assertThat(book.admit(session)).isEqualTo(Sessions.Admission.ADMITTED);
        return session;
    }

    @Test
    void aNameFindsASessionOnlyWithTheUserNameThatItBegunWith() {
        var session = admitted("dev-1", "alice", Origin.UNKNOWN);

        assertThat(book.find("dev-1", new ByName("alice"), NOW)).contains(session);
        assertThat(book.find("dev-1", new ByName("bob"), NOW)).isEmpty();
        assertThat(book.find("dev-1", new ByName(null), NOW)).isEmpty();
        assertThat(book.find("dev-2", new ByName("alice"), NOW)).isEmpty();
    }

    @Test
    void aRealmsSessionIsNoneOfAnother() {
        var session = admitted("dev-1", null, Origin.UNKNOWN);
        var elsewhere = book("edge:/acme", "one-secret");

        assertThat(elsewhere.find("dev-1", new ByName(null), NOW)).isEmpty();
        assertThat(elsewhere.find("dev-1", new BySeal(session.seal()), NOW)).isEmpty();
    }

    /** As after a restart, and while the hook secret is being changed. */
    @Test
    void aSealBringsASessionBackWithTheSecretBeforeThisOneToo() {
        var session = admitted("dev-1", null, OFFICE);
        book.end("dev-1");

        var changed = book("edge", "another-secret", "one-secret");
        var found = changed.find("dev-1", new BySeal(session.seal()), NOW).orElseThrow();

        assertThat(found.caller().origin()).isEqualTo(OFFICE);
        assertThat(book("edge", "another-secret").find("dev-2", new BySeal(session.seal()), NOW))
                .isEmpty();
    }

    @Test
    void aSealOfASecretThatWasTakenAwayIsNone() {
        var session = admitted("dev-1", null, OFFICE);
        book.end("dev-1");

        assertThat(book("edge", "another-secret").find("dev-1", new BySeal(session.seal()), NOW))
                .isEmpty();
    }

    @Test
    void aSessionThatIsGoneIsForgotten() {
        admitted("dev-1", "alice", Origin.UNKNOWN);

        book.end("dev-1");

        assertThat(book.find("dev-1", new ByName("alice"), NOW)).isEmpty();
    }

    /** RabbitMQ tells the address only with its second question. */
    @Test
    void whereASessionComesFromIsLearnedOnceAndNeverChanges() {
        admitted("dev-1", "alice", Origin.UNKNOWN);

        book.locate("dev-1", new ByName("bob"), OFFICE, NOW);
        assertThat(origin()).isEqualTo(Origin.UNKNOWN);

        book.locate("dev-1", new ByName("alice"), OFFICE, NOW);
        book.locate("dev-1", new ByName("alice"), Origin.at("192.0.2.1"), NOW);
        assertThat(origin()).isEqualTo(OFFICE);
    }

    private Origin origin() {
        return book.find("dev-1", new ByName("alice"), NOW).orElseThrow().caller().origin();
    }
}
