// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The compiled policies of a tenant, and the decision: any rule that denies wins, else any rule
 * that allows, else it is denied. Total and free of side effects: the same question always has the
 * same answer. Of several rules that apply, the answer names the first by name, whatever their
 * order. Never changed: new policies are a new set.
 */
public final class PolicySet {

    private static final Decision WALLED_OFF = Decision.deny(Reason.TENANT_MISMATCH);
    private static final Decision CLAIM_ELSEWHERE = Decision.deny(Reason.NO_MATCH);
    private static final Decision CLAIM_UNBOUND = Decision.deny(Reason.CLIENT_ID_UNBOUND);

    private final List<PolicyDocument> documents;
    private final RuleIndex index;
    private final Wall wall;

    private PolicySet(Collection<PolicyDocument> documents, Wall wall) {
        this.documents = List.copyOf(documents);
        this.index =
                new RuleIndex(
                        documents.stream().flatMap(document -> document.rules().stream()).toList());
        this.wall = wall;
    }

    /** All rules of all documents, without regard to their order. */
    public static PolicySet of(Collection<PolicyDocument> documents) {
        return of(documents, Wall.NONE);
    }

    /** The same behind a wall, which no rule opens. */
    public static PolicySet of(Collection<PolicyDocument> documents, Wall wall) {
        return new PolicySet(documents, wall);
    }

    /** Says whether a document of this id is among them. */
    public boolean has(String id) {
        return documents.stream().anyMatch(document -> document.id().equals(id));
    }

    /**
     * What these policies would be with other documents, behind the same wall.
     *
     * @param added in place of those with the same id, if there are any
     * @param left the ids of those that are left out
     */
    public PolicySet changed(Collection<PolicyDocument> added, Collection<String> left) {
        var gone = new HashSet<>(left);
        added.forEach(document -> gone.add(document.id()));
        var kept = documents.stream().filter(document -> !gone.contains(document.id()));
        return of(Stream.concat(kept, added.stream()).toList(), wall);
    }

    /** May this identity be connected under this client id? */
    public Decision connect(Caller caller, Instant now) {
        return bounded(
                caller,
                Rights.connect(
                        new IndexedJudge(index, Asked.CONNECTION, caller),
                        Situation.connecting(caller, now)));
    }

    private static Decision bounded(Caller caller, Decision decision) {
        return decision.allowed() && ClaimBounds.barsConnection(caller) ? CLAIM_UNBOUND : decision;
    }

    /** May this caller, once connected, do that? */
    public Decision decide(Caller caller, Ask ask, Instant now) {
        var asked = Asked.of(ask);
        var judge = new IndexedJudge(index, asked, caller);
        return walled(caller, ask, Rights.decide(caller, ask, asked, judge, now));
    }

    private Decision walled(Caller caller, Ask ask, Decision decision) {
        if (!decision.allowed()) {
            return decision;
        }
        if (wall.bars(caller.subject(), ask)) {
            return WALLED_OFF;
        }
        return ClaimBounds.bars(caller, ask) ? CLAIM_ELSEWHERE : decision;
    }

    /** The decision about a connection, and how it came about. As slow as there are rules. */
    public Explanation explainConnect(Caller caller, Instant now) {
        var judge = new ExplainingJudge(index.rules(), Asked.CONNECTION);
        return judge.explain(
                bounded(caller, Rights.connect(judge, Situation.connecting(caller, now))));
    }

    /**
     * The decision, and how it came about: the same decision as {@link #decide}, found by looking
     * at each rule. As slow as there are rules.
     */
    public Explanation explain(Caller caller, Ask ask, Instant now) {
        var asked = Asked.of(ask);
        var judge = new ExplainingJudge(index.rules(), asked);
        return judge.explain(walled(caller, ask, Rights.decide(caller, ask, asked, judge, now)));
    }

    /**
     * Until when a decision about a connection holds as far as the clock is concerned; that moment
     * is no more part of it. Empty when the rules in question do not ask for the time.
     */
    public Optional<Instant> connectHoldsUntil(Caller caller, Instant now) {
        if (!index.timed()) {
            return Optional.empty();
        }
        var judge = new EdgeJudge(index, Asked.CONNECTION, caller);
        Rights.connect(judge, Situation.connecting(caller, now));
        return judge.nextEdge();
    }

    /**
     * Until when a decision holds as far as the clock is concerned; that moment is no more part of
     * it. Perhaps earlier than it must be, never later; empty when the rules in question do not ask
     * for the time.
     */
    public Optional<Instant> holdsUntil(Caller caller, Ask ask, Instant now) {
        if (!index.timed()) {
            return Optional.empty();
        }
        var asked = Asked.of(ask);
        var judge = new EdgeJudge(index, asked, caller);
        Rights.decide(caller, ask, asked, judge, now);
        return judge.nextEdge();
    }

    /**
     * The rules that can touch what this caller does once it is connected, for brokers that take
     * rules beforehand. Ordered by name. What reaches over the wall is not constant: it has to be
     * asked about.
     */
    public List<CallerRule> rulesOf(Caller caller) {
        return CallerRule.of(index.rules(), caller).stream()
                .map(rule -> reachesOut(caller, rule) ? rule.asked() : rule)
                .toList();
    }

    private boolean reachesOut(Caller caller, CallerRule rule) {
        return wall.crossedBy(caller.subject(), rule) || ClaimBounds.crossedBy(caller, rule);
    }
}
