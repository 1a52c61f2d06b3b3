// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.api;

import io.muster.platform.paging.Page;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** A page with the link to the next one, for clients that follow links. */
public final class PageResponse {

    private PageResponse() {}

    /** Renders a page that was asked for at this address. */
    public static <T> RestResponse<Page<T>> of(Page<T> page, UriInfo uri) {
        var response = ResponseBuilder.ok(page);
        if (page.nextCursor() != null) {
            response.header(HttpHeaders.LINK, next(page.nextCursor(), uri));
        }
        return response.build();
    }

    /** The same for a page of another form. */
    public static Response of(Object page, @Nullable String nextCursor, UriInfo uri) {
        var response = Response.ok(page);
        if (nextCursor != null) {
            response.header(HttpHeaders.LINK, next(nextCursor, uri));
        }
        return response.build();
    }

    private static String next(String cursor, UriInfo uri) {
        var next = uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
        return "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"";
    }
}
