// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import com.googlecode.aviator.runtime.function.FunctionUtils;
import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import io.muster.bench.acl.fleet.FleetRule;
import io.muster.bench.acl.fleet.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.util.function.CustomFunction;

/**
 * jCasbin. It has no topics, so its matcher calls a function of ours, which is given everything
 * parsed. What is cheap to compare comes first, and a group is compared as text, without its role
 * manager: both to its advantage.
 */
final class CasbinEngine implements Engine {

    private static final String MODEL =
            """
            [request_definition]
            r = dev, grp, act, obj, ip, qos
            [policy_definition]
            p = grp, act, obj, net, qos, eft
            [policy_effect]
            e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
            [matchers]
            m = r.act == p.act && (p.grp == "*" || r.grp == p.grp) && r.qos <= p.qos \
            && mqtt(p.obj, p.eft, r.act, r.obj, r.dev) && (p.net == "*" || ipMatch(r.ip, p.net))
            """
                    .replace("\\\n", "");

    private static final String ANY = "*";

    @Override
    public String name() {
        return "jcasbin";
    }

    @Override
    public IntPredicate load(List<FleetRule> rules, List<Question> questions) {
        var model = new Model();
        model.loadModelFromText(MODEL);
        var enforcer = new Enforcer(model);
        enforcer.addFunction("mqtt", new TopicFunction());
        enforcer.addPolicies(rules.stream().flatMap(rule -> lines(rule).stream()).toList());
        var requests = questions.stream().map(CasbinEngine::request).toArray(Object[][]::new);
        return index -> enforcer.enforce(requests[index]);
    }

    private static List<List<String>> lines(FleetRule rule) {
        var lines = new ArrayList<List<String>>();
        for (var act : rule.acts()) {
            lines.add(
                    List.of(
                            rule.group() == null ? ANY : rule.group(),
                            act.wireName(),
                            rule.pattern(),
                            rule.network() == null ? ANY : rule.network(),
                            Integer.toString(rule.maxQos()),
                            rule.denies() ? "deny" : "allow"));
        }
        return lines;
    }

    private static Object[] request(Question question) {
        return new Object[] {
            question.device(),
            question.group(),
            question.act().wireName(),
            question.topic(),
            question.ip(),
            Integer.toString(question.qos())
        };
    }

    /** {@code mqtt(pattern, effect, action, topic, device)}. */
    private static final class TopicFunction extends CustomFunction {

        private final Map<String, String[]> split = new HashMap<>();

        @Override
        public String getName() {
            return "mqtt";
        }

        @Override
        public AviatorObject call(
                Map<String, Object> env,
                AviatorObject pattern,
                AviatorObject effect,
                AviatorObject action,
                AviatorObject topic,
                AviatorObject device) {
            var rule = levels(FunctionUtils.getStringValue(pattern, env));
            var asked = levels(FunctionUtils.getStringValue(topic, env));
            var own = FunctionUtils.getStringValue(device, env);
            boolean widest =
                    FunctionUtils.getStringValue(effect, env).equals("deny")
                            && FunctionUtils.getStringValue(action, env).equals("subscribe");
            boolean applies =
                    widest ? Levels.meet(rule, asked, own) : Levels.contain(rule, asked, own);
            return AviatorBoolean.valueOf(applies);
        }

        private String[] levels(String text) {
            return split.computeIfAbsent(text, all -> all.split("/", -1));
        }
    }
}
