// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.decision.Reason;
import io.muster.acl.digest.Sha256;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whether the proofs that were shown are the ones that are asked for, and go together. A token that
 * says for whom it is bound is believed in that, whatever its tenant asks: shown without the
 * certificate, or with another, it is a stolen one.
 */
final class Proofs {

    private static final Login BROKEN = new Failed(Reason.TOKEN_INVALID);
    private static final Login TOO_FEW = new Failed(Reason.PROOF_MISSING);

    private final ProofDemands demands;

    Proofs(ProofDemands demands) {
        this.demands = demands;
    }

    /** What comes of one proof alone. */
    Login alone(Login login) {
        return switch (login) {
            case Failed failed -> failed;
            case Proven(Token token, _) when bound(token) -> BROKEN;
            case Proven proven ->
                    demands.of(proven.principal().tenant()) == ProofDemand.ANY ? proven : TOO_FEW;
        };
    }

    /** What comes of a certificate and a token. */
    Login together(Login certificate, Login token, byte[] der) {
        if (certificate instanceof Proven(Device device, var until)
                && token instanceof Proven(Token holder, var end)) {
            return together(device, holder, der, earlier(until, end));
        }
        return certificate instanceof Failed ? certificate : token;
    }

    private Login together(Device device, Token holder, byte[] der, @Nullable Instant until) {
        if (!device.tenant().equals(holder.tenant())) {
            return new Failed(Reason.TENANT_MISMATCH);
        }
        boolean mustBind = demands.of(device.tenant()) == ProofDemand.CERT_BOUND;
        boolean fits = bound(holder) ? thumbprint(der).equals(confirmation(holder)) : !mustBind;
        return fits ? new Proven(device.with(holder), until) : BROKEN;
    }

    /** By whatever means: one that we can't check is no reason to accept it. */
    private static boolean bound(Token token) {
        return token.claims().has("cnf");
    }

    private static @Nullable String confirmation(Token token) {
        JsonNode claims = token.claims();
        return claims.path("cnf").path("x5t#S256").textValue();
    }

    private static String thumbprint(byte[] der) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(Sha256.hex(der)));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
