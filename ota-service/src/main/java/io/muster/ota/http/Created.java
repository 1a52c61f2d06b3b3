// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.idempotency.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;

/** Answers to requests that create something, given now or before. */
@ApplicationScoped
public class Created {

    private final ObjectMapper json;

    Created(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The answer, with the place of what it shows: the collection's path and the member {@code id}.
     */
    public Response at(String collection, Stored answer) {
        return Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, collection + "/" + id(answer))
                .entity(answer.body())
                .build();
    }

    private String id(Stored answer) {
        try {
            return json.readTree(answer.body()).path("id").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
