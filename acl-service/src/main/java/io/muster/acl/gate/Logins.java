// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.bounded.Workers;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Reason;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.Credentials.AssertedDevice;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Credentials.Certificate;
import io.muster.acl.gate.Credentials.LoneBearer;
import io.muster.acl.gate.Credentials.None;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.token.Tokens;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds out who shows these credentials. */
public final class Logins {

    private static final Logger LOG = Logger.getLogger(Logins.class);

    private final CertificateLogin certificates;
    private final TokenLogin tokens;
    private final FleetModel model;
    private final InstantSource clock;
    private final Duration deadline;

    /**
     * @param deadline how long a client may wait for an answer; shorter than the broker's patience
     */
    public Logins(
            FleetModel model,
            Tokens tokens,
            Workers workers,
            InstantSource clock,
            Duration deadline) {
        this.certificates = new CertificateLogin(model, workers, clock);
        this.tokens = new TokenLogin(tokens);
        this.model = model;
        this.clock = clock;
        this.deadline = deadline;
    }

    /** Never fails, and never takes longer than the deadline. */
    Uni<Login> login(ConnectRequest request) {
        return bounded(() -> prove(request.username(), request.credentials()));
    }

    /**
     * The same without a connection: a user name is compared with the credentials only if there is
     * one.
     */
    public Uni<Login> identify(Credentials credentials, @Nullable String username) {
        return bounded(() ->
                credentials instanceof Bearer(var token) && username == null
                        ? tokens.login(token)
                        : prove(username, credentials));
    }

    private Uni<Login> bounded(Supplier<Uni<? extends Login>> proof) {
        return Uni.createFrom()
                .<Login>deferred(proof)
                .ifNoItem()
                .after(deadline)
                .recoverWithItem(new Failed(Reason.UNAVAILABLE))
                .onFailure()
                .recoverWithItem(Logins::broken);
    }

    private static Login broken(Throwable failure) {
        LOG.error("A login could not be decided and was refused", failure);
        return new Failed(Reason.UNAVAILABLE);
    }

    private Uni<Login> prove(@Nullable String username, Credentials credentials) {
        return switch (credentials) {
            case Certificate(var der) -> certificates.login(der);
            case Bearer(var token) -> tokens.login(username, token);
            case LoneBearer(var token) -> tokens.login(token);
            case AssertedDevice asserted -> Uni.createFrom().item(() -> asserted(asserted));
            case None() -> Uni.createFrom().item(new Failed(Reason.ANONYMOUS));
        };
    }

    private Login asserted(AssertedDevice asserted) {
        var device = Device.asserted(asserted.tenant(), asserted.device());
        return model.objection(device, clock.instant())
                .<Login>map(Failed::new)
                .orElseGet(() -> new Proven(device, null));
    }
}
