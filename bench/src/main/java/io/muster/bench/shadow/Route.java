// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.shadow;

/** Where a message goes, and on which topic there is an answer to it. */
enum Route {
    /** To shadow-service, which answers when it is stored. */
    SERVICE("d", "shadow/default/update", "shadow/default/update/accepted"),
    /** To the broker and back: what it makes of the same messages when nobody else works. */
    BROKER("x", "echo", "echo");

    private final String root;
    private final String request;
    private final String answer;

    Route(String root, String request, String answer) {
        this.root = root;
        this.request = request;
        this.answer = answer;
    }

    String request(String tenant, int device) {
        return root + "/" + tenant + "/dev-" + device + "/" + request;
    }

    String answers(String tenant) {
        return root + "/" + tenant + "/+/" + answer;
    }
}
