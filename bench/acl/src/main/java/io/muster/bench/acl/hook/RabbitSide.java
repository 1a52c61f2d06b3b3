// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.bench.acl.fleet.Act;
import io.muster.bench.acl.fleet.Question;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * RabbitMQ's HTTP backend, asked about topics. It has a form instead of JSON, routing keys instead
 * of topics, and its secret in the path; a tenant is a virtual host of it.
 */
final class RabbitSide implements BrokerSide {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final String secret;

    RabbitSide(String secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public void login(Wire wire, String tenant, String device, String token) throws IOException {
        var fields =
                Map.of("username", device, "password", token, "vhost", tenant, "client_id", device);
        var answer = wire.body(post("user", fields));
        if (!answer.startsWith("allow")) {
            throw new IOException("a device was not let in: " + answer);
        }
    }

    @Override
    public Post question(String tenant, Question question) {
        return post("topic", fields(tenant, question));
    }

    @Override
    public Post echoed(Question question, String path) {
        var body = JsonNodeFactory.instance.objectNode();
        fields("floor", question).forEach(body::put);
        body.put("action", question.act() == Act.PUBLISH ? "write" : "read");
        return new Post(path, "application/json", "none", body.toString());
    }

    private static Map<String, String> fields(String tenant, Question question) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("username", question.device());
        fields.put("vhost", tenant);
        fields.put("resource", "topic");
        fields.put("name", "amq.topic");
        fields.put("permission", question.act() == Act.PUBLISH ? "write" : "read");
        fields.put("tags", "");
        fields.put("routing_key", question.topic().replace('/', '.').replace('+', '*'));
        fields.put("variable_map.client_id", question.device());
        fields.put("variable_map.vhost", tenant);
        fields.put("variable_map.username", question.device());
        return fields;
    }

    private Post post(String operation, Map<String, String> fields) {
        var body =
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return new Post("/hooks/rabbit/" + secret + "/rabbitmq/" + operation, FORM, "none", body);
    }
}
