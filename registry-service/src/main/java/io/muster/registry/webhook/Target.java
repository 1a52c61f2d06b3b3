// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.platform.problem.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses that webhooks may have, as far as the text tells. */
final class Target {

    private static final int LONGEST = 2_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private Target() {}

    /** Reads an address; a 400 problem when it can't be one of a webhook. */
    static URI parse(String text, boolean allowHttp) {
        var url = url(text);
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean known = scheme.equals("https") || (allowHttp && scheme.equals("http"));
        if (!known
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getFragment() != null) {
            throw Problems.invalid(
                    "url must be "
                            + (allowHttp ? "http or https" : "https")
                            + " with a host, without user and fragment.");
        }
        return url;
    }

    private static URI url(String text) {
        try {
            if (text.length() <= LONGEST) {
                return new URI(text);
            }
        } catch (URISyntaxException e) {
            throw Problems.invalid("url is not a URL.");
        }
        throw Problems.invalid("url has at most " + LONGEST + " characters.");
    }

    static boolean isSecure(URI url) {
        return url.getScheme().equalsIgnoreCase("https");
    }

    static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : isSecure(url) ? HTTPS : HTTP;
    }

    /** Path and query, as a request names them. */
    static String path(URI url) {
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
