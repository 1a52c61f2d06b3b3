// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What the broker knows about a client at CONNECT and decisions may need, in the form in which the
 * hook is asked. User properties stay here: they are what the client says of itself, secrets among
 * them.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConnectQuestion(
        String clientId,
        @Nullable String username,
        @Nullable String password,
        @Nullable String certificate,
        @Nullable String ip,
        @Nullable String listener,
        String protocol,
        boolean tls,
        @Nullable Will will) {

    /** The message that is to be published when the client is gone. */
    public record Will(String topic, int qos, boolean retain) {

        private static Will of(WillPublishPacket will) {
            return new Will(will.getTopic(), will.getQos().getQosNumber(), will.getRetain());
        }
    }

    /** Throws IllegalArgumentException when the client shows what nobody could read. */
    public static ConnectQuestion of(SimpleAuthInput input) {
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
                packet.getWillPublish().map(Will::of).orElse(null));
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
            case V_3_1 -> "mqtt3.1";
            case V_3_1_1 -> "mqtt3.1.1";
            case V_5 -> "mqtt5";
        };
    }
}
