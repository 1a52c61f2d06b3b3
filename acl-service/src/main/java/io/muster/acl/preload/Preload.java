// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.muster.acl.policy.CallerRule;
import java.util.List;

/**
 * The rules of one client as a broker can be told, such that it never allows what we deny; and
 * those that it can't be told. It holds as long as the client is connected and the policies are the
 * same.
 */
public final class Preload {

    private final Form form;
    private final List<Part> sent;
    private final List<Omission> omitted;

    Preload(Form form, List<Part> sent, List<Omission> omitted) {
        this.form = form;
        this.sent = List.copyOf(sent);
        this.omitted = List.copyOf(omitted);
    }

    /** What can be told of these rules, which are all that can touch the client. */
    public static Preload of(List<CallerRule> rules, Form form) {
        return new Selection(form, rules.stream().flatMap(Part::of).toList()).preload();
    }

    /** Nothing is told. */
    public static Preload empty(Form form) {
        return new Preload(form, List.of(), List.of());
    }

    /** The form that it is in. */
    public Form form() {
        return form;
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return sent.isEmpty();
    }

    /** The list, in the broker's form. */
    public ArrayNode rules() {
        return form.json(sent);
    }

    /** What the list does not say, rule by rule and action by action. */
    public List<Omission> omitted() {
        return omitted;
    }
}
