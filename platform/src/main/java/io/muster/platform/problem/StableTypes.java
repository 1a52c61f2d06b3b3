// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives the problems that Quarkus itself raises (security, routing, JSON, validation) a stable type
 * and a detail of ours: theirs may quote class names.
 */
@ApplicationScoped
class StableTypes implements ProblemPostProcessor {

    private final ObjectMapper mapper;

    StableTypes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public int priority() {
        return 200; // before the library's own processors, the logger included
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return problem.getType() == null ? typed(problem, context) : problem;
    }

    private HttpProblem typed(HttpProblem problem, ProblemContext context) {
        var kind = ProblemKind.ofStatus(problem.getStatusCode());
        var code = kind.map(ProblemKind::code).orElse("http-" + problem.getStatusCode());
        return HttpProblem.builder(problem)
                .withType(URI.create(ProblemException.TYPE_PREFIX + code))
                .withTitle(kind.map(ProblemKind::title).orElse(problem.getTitle()))
                .withDetail(detail(context.cause))
                .build();
    }

    private @Nullable String detail(@Nullable Throwable cause) {
        return cause instanceof JsonProcessingException json ? jsonDetail(json) : null;
    }

    private String jsonDetail(JsonProcessingException json) {
        var detail = new StringBuilder("The body is not the JSON that is expected here");
        var path = path(json);
        if (!path.isEmpty()) {
            detail.append(", at ").append(path);
        }
        detail.append(allowed(json));
        var location = json.getLocation();
        if (location != null) {
            detail.append(", line ").append(location.getLineNr());
            detail.append(", column ").append(location.getColumnNr());
        }
        return detail.append('.').toString();
    }

    /** What an enumerated value may be, for whoever gave another. */
    private String allowed(JsonProcessingException json) {
        return json instanceof InvalidFormatException bad && bad.getTargetType().isEnum()
                ? Arrays.stream(bad.getTargetType().getEnumConstants())
                        .map(value -> mapper.convertValue(value, String.class))
                        .collect(Collectors.joining(", ", ", where one of ", " may stand"))
                : "";
    }

    private static String path(JsonProcessingException json) {
        return json instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(StableTypes::step).collect(Collectors.joining("."))
                : "";
    }

    private static String step(JsonMappingException.Reference step) {
        return step.getFieldName() == null
                ? Integer.toString(step.getIndex())
                : step.getFieldName();
    }
}
