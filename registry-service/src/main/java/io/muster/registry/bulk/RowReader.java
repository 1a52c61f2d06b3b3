// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.input.CsvHeader;
import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.BulkRow;
import io.muster.registry.bulk.tie.TieReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the rows of imports. */
@ApplicationScoped
class RowReader {

    private final JsonBodies json;

    RowReader(JsonBodies json) {
        this.json = json;
    }

    /**
     * Reads rows up to the first that is about the same device as one before it: that one must see
     * what this one did.
     */
    List<ReadRow> read(BulkJob job, List<BulkRow> rows) {
        var parser = parser(job);
        var read = new ArrayList<ReadRow>(rows.size());
        var keys = new HashSet<String>();
        for (var row : rows) {
            var next = read(row, parser);
            if (next.keys().anyMatch(keys::contains)) {
                break;
            }
            next.keys().forEach(keys::add);
            read.add(next);
        }
        return read;
    }

    private Function<String, ObjectNode> parser(BulkJob job) {
        return switch (job.format()) {
            case CSV -> CsvHeader.parse(job.header())::read;
            case NDJSON -> json::parsed;
        };
    }

    private ReadRow read(BulkRow row, Function<String, ObjectNode> parser) {
        try {
            var said = parser.apply(row.body());
            var id = Optional.ofNullable(said.remove("id")).map(node -> id(node.asText("")));
            var ties = TieReader.take(said, json);
            return new ReadRow.Wanted(row.number(), id, said, ties);
        } catch (RowFault fault) {
            return new ReadRow.Refused(Faults.outcome(row.number(), Optional.empty(), fault));
        } catch (ProblemException problem) {
            return new ReadRow.Refused(Faults.outcome(row.number(), Optional.empty(), problem));
        }
    }

    private static DeviceId id(String text) {
        return DeviceId.parse(text)
                .orElseThrow(() ->
                        new RowFault(
                                "id-invalid",
                                "/id",
                                "id must be 1 to 128 of A-Z a-z 0-9 _ . : - and begin with a"
                                        + " letter or digit."));
    }
}
