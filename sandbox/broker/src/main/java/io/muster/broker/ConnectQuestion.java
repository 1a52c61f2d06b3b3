// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.packets.general.UserProperties;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the broker knows about a client at CONNECT, in the form in which the hook is
 * asked.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConnectQuestion(
        String clientId,
        @Nullable String username,
        @Nullable String password,
        @Nullable String certificate,
        @Nullable String ip,
        @Nullable String listener,
        String protocol,
        boolean tls,
        @Nullable Will will,
        Map<String, String> userProperties) {

    record Will(String topic, int qos, boolean retain) {

        static Will of(WillPublishPacket will) {
            return new Will(will.getTopic(), will.getQos().getQosNumber(), will.getRetain());
        }
    }

    static ConnectQuestion of(SimpleAuthInput input) {
        var packet = input.getConnectPacket();
        var connection = input.getConnectionInformation();
        return new ConnectQuestion(
                packet.getClientId(),
                packet.getUserName().orElse(null),
                packet.getPassword().map(ConnectQuestion::text).orElse(null),
                certificate(connection),
                connection.getInetAddress().map(InetAddress::getHostAddress).orElse(null),
                connection.getListener().map(Listener::getName).orElse(null),
                protocol(packet.getMqttVersion()),
                connection.getClientTlsInformation().isPresent(),
                packet.getWillPublish().map(Will::of).orElse(null),
                properties(packet.getUserProperties()));
    }

    /**
     * A password that is not UTF-8 throws: it can be no token, and must not be mended into another
     * text.
     */
    private static String text(ByteBuffer password) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(password.asReadOnlyBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the password is not UTF-8", e);
        }
    }

    private static @Nullable String certificate(ConnectionInformation connection) {
        return connection
                .getClientTlsInformation()
                .flatMap(tls -> tls.getClientCertificate())
                .map(ConnectQuestion::base64)
                .orElse(null);
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the client certificate cannot be encoded", e);
        }
    }

    private static String protocol(MqttVersion version) {
        return switch (version) {
            case V_3_1 -> "mqtt31";
            case V_3_1_1 -> "mqtt311";
            case V_5 -> "mqtt5";
        };
    }

    /** The first value of a repeated name counts, as with HiveMQ's own {@code getFirst}. */
    private static Map<String, String> properties(UserProperties properties) {
        var first = new LinkedHashMap<String, String>();
        properties
                .asList()
                .forEach(property -> first.putIfAbsent(property.getName(), property.getValue()));
        return first;
    }
}
