// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import io.muster.bench.acl.fleet.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Lets a tenant's devices in and asks everything once: the answers are those that the load expects
 * again.
 *
 * @param ours of acl-service
 * @param floor of the echo, to the same questions
 */
record Rehearsal(List<Exchange> ours, List<Exchange> floor) {

    static Rehearsal of(
            Surroundings surroundings, BrokerSide broker, String tenant, List<Question> questions)
            throws IOException {
        try (var acl = new Wire(surroundings.acl().port());
                var echo = new Wire(surroundings.echo().port())) {
            var known = new HashSet<String>();
            for (var question : questions) {
                if (known.add(question.device())) {
                    var token = surroundings.token(tenant, question.device(), question.group());
                    broker.login(acl, tenant, question.device(), token);
                }
            }
            var ours = new ArrayList<Exchange>();
            var floor = new ArrayList<Exchange>();
            for (var question : questions) {
                ours.add(acl.ask(broker.question(tenant, question)));
                floor.add(echo.ask(broker.floor(question)));
            }
            return new Rehearsal(ours, floor);
        }
    }

    /** Which part of the questions is allowed. */
    double allowed() {
        return ours.stream().filter(Exchange::allowed).count() / (double) ours.size();
    }
}
