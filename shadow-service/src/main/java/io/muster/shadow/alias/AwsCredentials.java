// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets AWS's SDKs log in as they are: what they are given as the session token of temporary
 * credentials is our bearer token. Their signature would need a secret that both sides have and is
 * not looked at; the token alone says who calls, and over TLS nobody else reads it.
 */
@Singleton
class AwsCredentials {

    private static final String SESSION_TOKEN = "X-Amz-Security-Token";
    private static final String SIGNED = "AWS4-";
    private static final int BEFORE_AUTHENTICATION = 20;

    void register(@Observes Filters filters) {
        filters.register(AwsCredentials::translate, BEFORE_AUTHENTICATION);
    }

    private static void translate(RoutingContext context) {
        var headers = context.request().headers();
        var token = headers.get(SESSION_TOKEN);
        var authorization = headers.get(HttpHeaders.AUTHORIZATION);
        boolean signed = authorization != null && authorization.startsWith(SIGNED);
        if (signed && token != null && DataPlanePaths.has(context.request().path())) {
            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
            headers.remove(SESSION_TOKEN);
        }
        context.next();
    }
}
