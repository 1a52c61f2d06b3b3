// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.token.TokenVerdict;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import io.muster.acl.token.Tokens;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Login with a bearer token in the password's place. The user name must be the one that goes with
 * the token: brokers repeat the user name in later questions, and we believe it only because of
 * this.
 */
final class TokenLogin {

    private final Tokens tokens;

    TokenLogin(Tokens tokens) {
        this.tokens = tokens;
    }

    Uni<Login> login(@Nullable String username, String token) {
        return tokens.verify(token).map(verdict -> login(username, verdict));
    }

    /** Whoever holds the token, under no name of their own. */
    Uni<Login> login(String token) {
        return tokens.verify(token)
                .map(verdict ->
                        verdict instanceof Verified(var who, _, var until)
                                ? new Proven(who, until)
                                : login(null, verdict));
    }

    private static Login login(@Nullable String username, TokenVerdict verdict) {
        return switch (verdict) {
            case Verified(var who, var name, var until) ->
                    name.equals(username)
                            ? new Proven(who, until)
                            : new Failed(Reason.TOKEN_INVALID);
            case Refused(var reason) -> new Failed(reason);
            case KeyUnknown() -> new Failed(Reason.TOKEN_INVALID);
        };
    }
}
