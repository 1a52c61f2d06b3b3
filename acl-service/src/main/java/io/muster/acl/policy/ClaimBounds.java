// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Subject;

/**
 * What holders of claims can't do, whatever the policies are: many have the same certificate, and a
 * rule that is for anybody was not written with them in mind. A holder is connected under the
 * claim's name, alone or with a hyphen and more behind it, and reaches what is below {@code
 * p/{tenant}/{client id}/}, unshared.
 */
final class ClaimBounds {

    private static final String CLAIM = "claim";

    private ClaimBounds() {}

    /** Says whether this client id is not one for who it is. */
    static boolean barsConnection(Caller caller) {
        return isClaim(caller.subject()) && !ownClientId(caller);
    }

    private static boolean ownClientId(Caller caller) {
        var certificate = caller.subject().certificate();
        if (certificate == null) {
            return false;
        }
        var name = certificate.cn();
        return caller.clientId().equals(name) || caller.clientId().startsWith(name + "-");
    }

    /** Says whether that is out of reach. */
    static boolean bars(Caller caller, Ask ask) {
        return isClaim(caller.subject()) && !reaches(caller, ask.target());
    }

    /** Says whether a rule of this caller covers more than what is in reach. */
    static boolean crossedBy(Caller caller, CallerRule rule) {
        return isClaim(caller.subject()) && !reaches(caller, rule.filter());
    }

    /** Prefixes that brokers take off are not: a share would take answers away from others. */
    private static boolean reaches(Caller caller, String topic) {
        var tenant = caller.subject().tenant();
        return tenant != null
                && ownClientId(caller)
                && topic.startsWith("p/" + tenant + "/" + caller.clientId() + "/");
    }

    private static boolean isClaim(Subject subject) {
        return subject.type().equals(CLAIM);
    }
}
