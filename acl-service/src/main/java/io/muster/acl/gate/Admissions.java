// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Entry.Barred;
import io.muster.acl.gate.Entry.Granted;
import io.smallrye.mutiny.Uni;

/**
 * Lets clients in, and keeps their sessions for brokers that do not repeat the credentials. From
 * memory alone: no database is asked on the way, and no other service. Whatever goes wrong is a
 * refusal; nothing here fails.
 */
public final class Admissions {

    private final Entrance entrance;
    private final Doorkeeper doorkeeper;
    private final SessionBook book;
    private final Verdicts verdicts;

    public Admissions(
            Entrance entrance, Doorkeeper doorkeeper, SessionBook book, Verdicts verdicts) {
        this.entrance = entrance;
        this.doorkeeper = doorkeeper;
        this.book = book;
        this.verdicts = verdicts;
    }

    /** May this client be connected? */
    public Uni<Admission> connect(ConnectRequest request) {
        return entrance.ask(request).map(entry -> admit(request, entry));
    }

    private Admission admit(ConnectRequest request, Entry entry) {
        var admission =
                switch (entry) {
                    case Barred(_, var deny) -> new Refused(deny.reason());
                    case Granted granted -> record(granted);
                };
        var decision =
                admission instanceof Refused(var reason) && entry.decision().allowed()
                        ? Decision.deny(reason)
                        : entry.decision();
        verdicts.decided(request.clientId(), entry.caller(), null, decision);
        return admission;
    }

    private Admission record(Granted granted) {
        if (!doorkeeper.admits(granted)) {
            return new Refused(Reason.RATE_LIMITED);
        }
        var session = book.open(granted.principal(), granted.caller(), granted.until());
        return switch (book.admit(session)) {
            case ADMITTED -> new Admitted(session);
            case TAKEN -> new Refused(Reason.CLIENT_ID_TAKEN);
            case FULL -> new Refused(Reason.OVERLOADED);
        };
    }
}
