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
 * @param floor of the echo in REST, to the same questions
 * @param bare of the echo below REST
 */
record Rehearsal(List<Exchange> ours, List<Exchange> floor, List<Exchange> bare) {

    private static final String REST = "/echo";
    private static final String ROUTE = "/hooks/echo";

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
            var bare = new ArrayList<Exchange>();
            for (var question : questions) {
                ours.add(acl.ask(broker.question(tenant, question)));
                floor.add(echo.ask(broker.echoed(question, REST)));
                bare.add(echo.ask(broker.echoed(question, ROUTE)));
            }
            return new Rehearsal(ours, floor, bare);
        }
    }

    /** Which part of the questions is allowed. */
    double allowed() {
        return ours.stream().filter(Exchange::allowed).count() / (double) ours.size();
    }
}
