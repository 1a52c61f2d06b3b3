// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import io.muster.acl.decision.Action;
import io.muster.acl.preload.Omission.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses what a broker can be told. A rule that denies and can't be told takes with it every rule
 * that allows something of the same: what is then not in the list is asked about, or denied.
 */
final class Selection {

    /** More would cost each connection more memory than the questions cost time. */
    private static final int MOST = 64;

    /** Each of those that are expressible is compared with each deny: more is not worth it. */
    private static final int MOST_COMPARED = 1024;

    private final Form form;
    private final List<Part> parts;
    private final List<Part> denies;

    Selection(Form form, List<Part> parts) {
        this.form = form;
        this.parts = parts;
        this.denies = parts.stream().filter(Part::denies).toList();
    }

    Preload preload() {
        if (parts.stream().filter(this::expressible).count() > MOST_COMPARED) {
            return nothing();
        }
        var omitted = new ArrayList<Omission>();
        var sent = new ArrayList<Part>();
        Stream.concat(denies.stream(), parts.stream().filter(part -> !part.denies()))
                .forEach(part -> choose(part, sent, omitted));
        return sent.size() > MOST ? nothing() : new Preload(form, sent, omitted);
    }

    private Preload nothing() {
        var omitted = parts.stream().map(part -> Omission.of(part, Cause.TOO_MANY, null)).toList();
        return new Preload(form, List.of(), omitted);
    }

    private boolean expressible(Part part) {
        return form.hindrance(part) == null;
    }

    private void choose(Part part, List<Part> sent, List<Omission> omitted) {
        var cause = form.hindrance(part);
        if (cause != null) {
            omitted.add(Omission.of(part, cause, null));
            return;
        }
        var opponent =
                denies.stream().filter(deny -> !part.denies() && opposes(deny, part)).findFirst();
        opponent.ifPresentOrElse(
                deny -> omitted.add(Omission.of(part, Cause.OPPOSED, deny.rule().id())),
                () -> sent.add(part));
    }

    /**
     * Whether the broker could pass the deny by. One against publishing that it is told comes first
     * and keeps out all it should. One against subscribing need only have a topic in common with
     * what is asked for, which no broker sees. A Will is one more message to them.
     */
    private boolean opposes(Part deny, Part allow) {
        boolean concerns =
                switch (deny.action()) {
                    case PUBLISH -> allow.action() == Action.PUBLISH && !expressible(deny);
                    case WILL -> allow.action() == Action.PUBLISH;
                    case SUBSCRIBE -> allow.action() == Action.SUBSCRIBE;
                    case CONNECT, RECEIVE, RETAIN, UNSUBSCRIBE -> false;
                };
        return concerns && deny.meets(allow);
    }
}
