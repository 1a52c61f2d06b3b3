// SPDX-License-Identifier: Apache-2.0

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes events of Muster and believes only those that are signed.
 *
 * <pre>WEBHOOK_SECRET=whsec_… java WebhookReceiver.java 8099</pre>
 */
public class WebhookReceiver {

    private static final int MAX_BODY = 1 << 20;
    private static final long TOLERANCE_SECONDS = 300;

    private final byte[] secret;

    WebhookReceiver(String text) {
        secret = Base64.getDecoder().decode(text.substring("whsec_".length()));
    }

    public static void main(String[] arguments) throws IOException {
        var receiver = new WebhookReceiver(System.getenv("WEBHOOK_SECRET"));
        int port = Integer.parseInt(arguments[0]);
        var server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", receiver::handle);
        server.start();
        System.out.println("listening");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY);
            var headers = exchange.getRequestHeaders();
            var id = headers.getFirst("webhook-id");
            var time = headers.getFirst("webhook-timestamp");
            var signatures = headers.getFirst("webhook-signature");
            boolean genuine = isFresh(time) && isSigned(id, time, body, signatures);
            // The same id may come twice: remember the ids of what you have done.
            System.out.println((genuine ? "verified " : "refused ") + id);
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
        }
    }

    /** What is old may be a copy that somebody kept. */
    private static boolean isFresh(String time) {
        try {
            return Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time))
                    <= TOLERANCE_SECONDS;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** One of the signatures has to be right; there are two while a secret is replaced. */
    private boolean isSigned(String id, String time, byte[] body, String signatures) {
        if (id == null || signatures == null) {
            return false;
        }
        var expected = ("v1," + code(id, time, body)).getBytes(StandardCharsets.US_ASCII);
        return Arrays.stream(signatures.split(" "))
                .anyMatch(
                        one ->
                                MessageDigest.isEqual(
                                        expected, one.getBytes(StandardCharsets.US_ASCII)));
    }

    private String code(String id, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
