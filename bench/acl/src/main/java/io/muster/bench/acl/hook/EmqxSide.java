// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.bench.acl.fleet.Question;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * EMQX with the bodies of our guide; it shows with each question the session id that it was given
 * at the login.
 */
final class EmqxSide implements BrokerSide {

    private static final String JSON = "application/json";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> sessions = new HashMap<>();
    private final String secret;

    EmqxSide(String secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return "emqx";
    }

    @Override
    public void login(Wire wire, String tenant, String device, String token) throws IOException {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("clientid", device)
                .put("username", device)
                .put("password", token)
                .put("peerhost", "10.0.0.7");
        var answer = json.readTree(wire.body(post("authn", body)));
        var session = answer.path("client_attrs").path("sid").textValue();
        if (session == null) {
            throw new IOException("a device was not let in: " + answer.path("result"));
        }
        sessions.put(device, session);
    }

    @Override
    public Post question(String tenant, Question question) {
        return post("authz", fields(question));
    }

    @Override
    public Post echoed(Question question, String path) {
        return new Post(path, JSON, secret, fields(question).toString());
    }

    private ObjectNode fields(Question question) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("clientid", question.device()).put("username", question.device());
        body.put("topic", question.topic()).put("action", question.act().wireName());
        body.put("qos", Integer.toString(question.qos())).put("retain", "false");
        return body.put("sid", sessions.getOrDefault(question.device(), ""));
    }

    private Post post(String operation, ObjectNode body) {
        return new Post("/hooks/emqx/emqx/" + operation, JSON, secret, body.toString());
    }
}
