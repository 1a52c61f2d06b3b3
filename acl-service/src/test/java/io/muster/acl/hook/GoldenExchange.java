// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * One request and its answer, as a golden file shows them: lines that begin with {@code >} are
 * sent, lines that begin with {@code <} are expected, and all others are remarks. The lines of a
 * head end with CRLF; a body ends where its last line does.
 */
record GoldenExchange(List<String> request, List<String> answer) {

    private static final String SENT = ">";
    private static final String EXPECTED = "<";

    /** The exchanges of a file, which happen one after another on one connection. */
    static List<GoldenExchange> parse(List<String> lines) {
        var exchanges = new ArrayList<GoldenExchange>();
        for (var line : lines) {
            if (line.startsWith(SENT)) {
                if (exchanges.isEmpty() || !exchanges.getLast().answer().isEmpty()) {
                    exchanges.add(new GoldenExchange(new ArrayList<>(), new ArrayList<>()));
                }
                exchanges.getLast().request().add(text(line));
            } else if (line.startsWith(EXPECTED)) {
                exchanges.getLast().answer().add(text(line));
            }
        }
        return exchanges;
    }

    private static String text(String line) {
        return line.length() < 2 ? "" : line.substring(2);
    }

    String requestHead() {
        return head(request);
    }

    String requestBody() {
        return body(request);
    }

    List<String> answerHead() {
        int end = answer.indexOf("");
        return end < 0 ? answer : answer.subList(0, end);
    }

    String answerBody() {
        return body(answer);
    }

    private static String head(List<String> lines) {
        int end = lines.indexOf("");
        return String.join("\r\n", end < 0 ? lines : lines.subList(0, end)) + "\r\n\r\n";
    }

    private static String body(List<String> lines) {
        int end = lines.indexOf("");
        return end < 0 ? "" : String.join("\n", lines.subList(end + 1, lines.size()));
    }
}
