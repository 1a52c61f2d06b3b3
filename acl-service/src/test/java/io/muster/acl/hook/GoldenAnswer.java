// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An answer as it came.
 *
 * @param head the status line and the headers, their names in lower case, but for the length and
 *     what browsers are told with each answer of each service
 */
record GoldenAnswer(List<String> head, String body) {

    private static final String LENGTH = "content-length: ";
    private static final String FOR_BROWSERS = "x-content-type-options: ";

    static GoldenAnswer read(InputStream in) throws IOException {
        var lines = head(in).lines().map(GoldenAnswer::normal).toList();
        int length =
                lines.stream()
                        .filter(line -> line.startsWith(LENGTH))
                        .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length())))
                        .findFirst()
                        .orElse(0);
        var body = in.readNBytes(length);
        return new GoldenAnswer(
                lines.stream()
                        .filter(line -> !line.startsWith(LENGTH) && !line.startsWith(FOR_BROWSERS))
                        .toList(),
                new String(body, StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no whole answer: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII).strip();
    }

    private static String normal(String line) {
        int colon = line.indexOf(':');
        boolean header = colon > 0 && line.lastIndexOf(' ', colon) < 0;
        return header
                ? line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon)
                : line;
    }
}
