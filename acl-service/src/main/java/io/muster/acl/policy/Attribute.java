// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that a policy can ask about a caller; its name was understood when it was loaded. */
sealed interface Attribute {

    /** The value; null when the caller has none. A JSON null is a value. */
    @Nullable JsonNode value(Caller caller);

    /**
     * The value as text, where it is a string, an integer or a boolean; null otherwise. No value
     * ever becomes several levels of a topic, so a list has no text.
     */
    default @Nullable String text(Caller caller) {
        var value = value(caller);
        if (value == null) {
            return null;
        }
        return value.isTextual() || value.isIntegralNumber() || value.isBoolean()
                ? value.asText()
                : null;
    }

    /** What it takes to know the value. */
    default Fact fact() {
        return Fact.IDENTITY;
    }

    /** The attribute of this name; a fault when there is none. */
    static Attribute of(String name, String pointer) {
        int end = rootEnd(name);
        var path = name.substring(end);
        return switch (name.substring(0, end)) {
            case "claims" -> new Claim(JsonPath.parse(path, pointer));
            case "attrs" -> new DeviceAttribute(JsonPath.parse(path, pointer));
            default -> named(name, pointer);
        };
    }

    private static int rootEnd(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    private static Attribute named(String name, String pointer) {
        return switch (name) {
            case "subject.id" -> new Text(caller -> caller.subject().id());
            case "subject.type" -> new Text(caller -> caller.subject().type());
            case "subject.tenant" -> new Text(Attribute::tenant);
            case "subject.groups" -> new Texts(caller -> caller.subject().groups(), false);
            case "client.id" -> new Text(Caller::clientId);
            case "client.username" -> new Text(Caller::username);
            case "client.ip" -> new Text(caller -> caller.origin().ip(), Fact.IP);
            case "client.listener" -> new Text(caller -> caller.origin().listener(), Fact.LISTENER);
            case "cert.cn" -> new Text(caller -> certificate(caller, CertificateFacts::cn));
            case "cert.serial" -> new Text(caller -> certificate(caller, CertificateFacts::serial));
            case "cert.issuer" -> new Text(caller -> certificate(caller, CertificateFacts::issuer));
            case "cert.san_uri" ->
                    new Texts(caller -> names(caller, CertificateFacts::sanUri), true);
            case "cert.san_dns" ->
                    new Texts(caller -> names(caller, CertificateFacts::sanDns), true);
            case "cert.verified" -> new Verified();
            default -> throw new PolicyFault(pointer, "names an unknown attribute, " + name);
        };
    }

    private static @Nullable String tenant(Caller caller) {
        var tenant = caller.subject().tenant();
        return tenant == null ? null : tenant.value();
    }

    private static @Nullable String certificate(
            Caller caller, Function<CertificateFacts, @Nullable String> part) {
        var certificate = caller.subject().certificate();
        return certificate == null ? null : part.apply(certificate);
    }

    private static @Nullable List<String> names(
            Caller caller, Function<CertificateFacts, List<String>> part) {
        var certificate = caller.subject().certificate();
        return certificate == null ? null : part.apply(certificate);
    }

    /** Where an attribute with a single text has it from. */
    interface TextSource {
        @Nullable String of(Caller caller);
    }

    /** Where an attribute with several texts has them from. */
    interface TextsSource {
        @Nullable Collection<String> of(Caller caller);
    }

    /** One text. */
    record Text(TextSource source, Fact fact) implements Attribute {

        private Text(TextSource source) {
            this(source, Fact.IDENTITY);
        }

        @Override
        public @Nullable JsonNode value(Caller caller) {
            var text = source.of(caller);
            return text == null ? null : TextNode.valueOf(text);
        }

        @Override
        public @Nullable String text(Caller caller) {
            return source.of(caller);
        }
    }

    /**
     * A list of texts.
     *
     * @param names whether they are names of one thing, so that a single one may stand for it
     */
    record Texts(TextsSource source, boolean names) implements Attribute {
        @Override
        public @Nullable JsonNode value(Caller caller) {
            var texts = source.of(caller);
            if (texts == null) {
                return null;
            }
            var list = JsonNodeFactory.instance.arrayNode(texts.size());
            texts.forEach(list::add);
            return list;
        }

        @Override
        public @Nullable String text(Caller caller) {
            var texts = names ? source.of(caller) : null;
            return texts != null && texts.size() == 1 ? texts.iterator().next() : null;
        }
    }

    /** Whether we checked the certificate ourselves. */
    record Verified() implements Attribute {
        @Override
        public @Nullable JsonNode value(Caller caller) {
            var certificate = caller.subject().certificate();
            return certificate == null ? null : BooleanNode.valueOf(certificate.verified());
        }
    }

    /** A member of the token's claims. */
    record Claim(JsonPath path) implements Attribute {
        @Override
        public @Nullable JsonNode value(Caller caller) {
            return path.in(caller.subject().claims());
        }
    }

    /** What the registry knows of the device; operators change it while the device is connected. */
    record DeviceAttribute(JsonPath path) implements Attribute {
        @Override
        public @Nullable JsonNode value(Caller caller) {
            return path.in(caller.subject().attributes());
        }

        @Override
        public Fact fact() {
            return Fact.DEVICE;
        }
    }
}
