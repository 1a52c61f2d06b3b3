// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import io.muster.bench.acl.fleet.FleetRule;
import io.muster.bench.acl.fleet.Question;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Cedar's own Java library, with the policies parsed once and kept on the native side, which is its
 * quickest way. Groups and actions are in the policies' scopes, where Cedar looks first.
 */
final class CedarEngine implements Engine {

    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

    @Override
    public String name() {
        return "cedar";
    }

    @Override
    public IntPredicate load(List<FleetRule> rules, List<Question> questions) throws Exception {
        var policies = new LinkedHashSet<Policy>();
        for (var rule : rules) {
            CedarText.policies(rule).forEach((id, text) -> policies.add(new Policy(text, id)));
        }
        var set = new PolicySet(policies);
        set.cache();
        var cases = questions.stream().map(Case::of).toArray(Case[]::new);
        return index -> allows(cases[index], set);
    }

    private boolean allows(Case asked, PolicySet policies) {
        try {
            var response = engine.isAuthorized(asked.request, policies, asked.entities);
            var answer =
                    response.success.orElseThrow(
                            () -> new IllegalStateException("Cedar failed: " + response.errors));
            if (!answer.getErrors().isEmpty()) {
                throw new IllegalStateException("Cedar skipped policies: " + answer.getErrors());
            }
            return answer.isAllowed();
        } catch (AuthException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A question as Cedar is asked it. */
    private record Case(AuthorizationRequest request, Set<Entity> entities) {

        private static final EntityTypeName DEVICE = type("Device");
        private static final EntityTypeName GROUP = type("Group");
        private static final EntityTypeName ACTION = type("Action");
        private static final EntityUID TENANT = type("Tenant").of("acme");

        private static EntityTypeName type(String name) {
            return EntityTypeName.parse(name).orElseThrow();
        }

        static Case of(Question question) {
            var device = DEVICE.of(question.device());
            var group = GROUP.of(question.group());
            var action = ACTION.of(question.act().wireName());
            var request = new AuthorizationRequest(device, action, TENANT, context(question));
            return new Case(request, Set.of(new Entity(device, Set.of(group)), new Entity(group)));
        }

        private static Map<String, Value> context(Question question) {
            var levels = question.topic().split("/", -1);
            var context = new HashMap<String, Value>();
            context.put("id", new PrimString(question.device()));
            context.put("ip", new IpAddress(question.ip()));
            context.put("qos", new PrimLong((long) question.qos()));
            context.put("n", new PrimLong((long) levels.length));
            boolean open = levels[levels.length - 1].equals("#");
            context.put("hash", new PrimLong(open ? levels.length - 1L : CedarText.NO_HASH));
            for (int i = 0; i < CedarText.MAX_LEVELS; i++) {
                context.put("l" + i, new PrimString(i < levels.length ? levels[i] : ""));
            }
            return context;
        }
    }
}
