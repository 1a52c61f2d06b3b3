// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.bounded.Workers;
import io.muster.acl.certificate.Trust;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Reason;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.Credentials.AssertedDevice;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Credentials.Both;
import io.muster.acl.gate.Credentials.Certificate;
import io.muster.acl.gate.Credentials.LoneBearer;
import io.muster.acl.gate.Credentials.None;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.token.Tokens;
import io.muster.platform.topic.TenantId;
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
    private final PinnedLogin pins;
    private final PasswordLogin passwords;
    private final TokenLogin tokens;
    private final FleetModel model;
    private final Proofs proofs;
    private final Revocations revocations;
    private final InstantSource clock;
    private final Duration deadline;

    /**
     * @param deadline how long a client may wait for an answer; shorter than the broker's patience
     */
    public Logins(
            FleetModel model,
            Trust trust,
            PasswordGrounds passwords,
            PasswordChecks checks,
            Tokens tokens,
            Workers workers,
            Revocations revocations,
            ProofDemands demands,
            InstantSource clock,
            Duration deadline) {
        this.certificates = new CertificateLogin(model, trust, workers, clock);
        this.pins = new PinnedLogin(model, workers, clock);
        this.passwords = new PasswordLogin(passwords, checks, clock);
        this.tokens = new TokenLogin(tokens);
        this.model = model;
        this.proofs = new Proofs(demands);
        this.revocations = revocations;
        this.clock = clock;
        this.deadline = deadline;
    }

    private Logins(Logins other, Duration deadline) {
        this.certificates = other.certificates;
        this.pins = other.pins;
        this.passwords = other.passwords;
        this.tokens = other.tokens;
        this.model = other.model;
        this.proofs = other.proofs;
        this.revocations = other.revocations;
        this.clock = other.clock;
        this.deadline = deadline;
    }

    /** The same, and what they remember, for the clients of a broker that waits this long. */
    public Logins within(Duration patience) {
        return new Logins(this, patience);
    }

    /** Never fails, and never takes longer than the deadline. */
    Uni<Login> login(ConnectRequest request, @Nullable TenantId home) {
        return bounded(() -> prove(home, request.username(), request.credentials()));
    }

    /**
     * The same without a connection: a user name is compared with the credentials only if there is
     * one.
     */
    public Uni<Login> identify(Credentials credentials, @Nullable String username) {
        return bounded(() ->
                credentials instanceof Bearer(var token) && username == null
                        ? tokens.login(token).map(proofs::alone)
                        : prove(null, username, credentials));
    }

    private Uni<Login> bounded(Supplier<Uni<? extends Login>> proof) {
        return Uni.createFrom()
                .<Login>deferred(proof)
                .map(this::unlessRevoked)
                .ifNoItem()
                .after(deadline)
                .recoverWithItem(new Failed(Reason.UNAVAILABLE))
                .onFailure()
                .recoverWithItem(Logins::broken);
    }

    private Login unlessRevoked(Login login) {
        return login instanceof Proven(var principal, _)
                ? revocations
                        .objection(principal, clock.instant())
                        .<Login>map(Failed::new)
                        .orElse(login)
                : login;
    }

    private static Login broken(Throwable failure) {
        LOG.error("A login could not be decided and was refused", failure);
        return new Failed(Reason.UNAVAILABLE);
    }

    private Uni<Login> prove(
            @Nullable TenantId home, @Nullable String username, Credentials credentials) {
        return switch (credentials) {
            case Certificate(var der) -> certificate(home, username, der).map(proofs::alone);
            case Bearer(var secret) -> secret(home, username, secret).map(proofs::alone);
            case LoneBearer(var token) -> tokens.login(token).map(proofs::alone);
            case Both(var der, var password) -> both(home, username, der, password);
            case AssertedDevice asserted ->
                    Uni.createFrom().item(() -> asserted(asserted)).map(proofs::alone);
            case None() -> Uni.createFrom().item(new Failed(Reason.ANONYMOUS));
        };
    }

    /**
     * Brokers call both a password; where nobody has one, it is a token, if perhaps no good one.
     */
    private Uni<Login> secret(@Nullable TenantId home, @Nullable String username, String secret) {
        return Tokens.resembles(secret) || !passwords.offered()
                ? tokens.login(username, secret)
                : passwords.login(home, username, secret);
    }

    /**
     * A token that is shown has to be good, though the certificate would do: what somebody takes
     * the trouble to show is never ignored. A password that is no token means nothing here.
     */
    private Uni<Login> both(
            @Nullable TenantId home, @Nullable String username, byte[] der, String password) {
        if (!Tokens.resembles(password)) {
            return certificate(home, username, der).map(proofs::alone);
        }
        return certificate(home, username, der)
                .chain(shown ->
                        shown instanceof Failed
                                ? Uni.createFrom().item(shown)
                                : token(username, password)
                                        .map(holder -> proofs.together(shown, holder, der)));
    }

    /** What was issued or is vouched for comes before what was pinned. */
    private Uni<Login> certificate(@Nullable TenantId home, @Nullable String username, byte[] der) {
        return certificates
                .login(der)
                .chain(login ->
                        login instanceof Failed refusal
                                ? pins.login(home, username, der, refusal)
                                : Uni.createFrom().item(login));
    }

    private Uni<Login> token(@Nullable String username, String token) {
        return username == null ? tokens.login(token) : tokens.login(username, token);
    }

    private Login asserted(AssertedDevice asserted) {
        var device = Device.asserted(asserted.tenant(), asserted.device());
        return model.objection(device, clock.instant())
                .<Login>map(Failed::new)
                .orElseGet(() -> new Proven(device, null));
    }
}
