// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON Patch (RFC 6902): operations of which all are carried out, or none. */
public record JsonPatch(List<PatchOperation> operations) {

    /** Enough for people and programs, and few enough to be carried out at once. */
    public static final int MOST_OPERATIONS = 256;

    public JsonPatch {
        operations = List.copyOf(operations);
    }

    /** What came of reading a patch. */
    public sealed interface Parsed {

        /** It may be carried out. */
        record Sound(JsonPatch patch) implements Parsed {}

        /** It is no array, or has too many operations; the reason is for people. */
        record Unsound(String reason) implements Parsed {}
    }

    /** What came of carrying a patch out. */
    public sealed interface Result {

        /** The value after all operations. */
        record Patched(JsonNode value) implements Result {}

        /** An operation, counted from zero, could not be carried out. */
        record Failed(int operation, Failure failure) implements Result {}
    }

    /** Why an operation could not be carried out. */
    public enum Failure {
        /** There is nothing at a place it names. */
        NO_SUCH_PLACE,
        /** The value is not the tested one. */
        TEST_FAILED,
        /** What was added up to here has more bytes than allowed. */
        TOO_LARGE,
        /** The value would lie deeper than any JSON that is read. */
        TOO_DEEP
    }

    /** Reads a patch. */
    public static Parsed parse(JsonNode root) {
        if (!(root instanceof ArrayNode array)) {
            return new Parsed.Unsound("A JSON Patch is an array of operations.");
        }
        if (array.size() > MOST_OPERATIONS) {
            return new Parsed.Unsound("A JSON Patch has at most 256 operations.");
        }
        var operations = new ArrayList<PatchOperation>(array.size());
        for (var node : array) {
            PatchOperation.parse(node).ifPresent(operations::add);
        }
        return operations.size() == array.size()
                ? new Parsed.Sound(new JsonPatch(operations))
                : new Parsed.Unsound("An operation is not one of RFC 6902.");
    }

    /**
     * Carries all operations out, or none.
     *
     * @param mostAdded bytes that all operations together may add. Without it a few dozen copies of
     *     a value into itself would make one of many gigabytes
     */
    public Result apply(JsonNode value, int mostAdded) {
        var run = new Run(value, mostAdded);
        for (int i = 0; i < operations.size(); i++) {
            var failure = run.step(operations.get(i));
            if (failure.isPresent()) {
                return new Result.Failed(i, failure.get());
            }
        }
        return new Result.Patched(run.value);
    }

    /** A value on its way through the operations. */
    private static final class Run {

        private JsonNode value;
        private int room;

        private Run(JsonNode value, int room) {
            this.value = value;
            this.room = room;
        }

        private Optional<Failure> step(PatchOperation operation) {
            return switch (operation) {
                case PatchOperation.Add(var path, var added) -> add(path, added);
                case PatchOperation.Remove(var path) -> become(Surgery.remove(value, path));
                case PatchOperation.Replace(var path, var other) ->
                        put(path, other, Surgery.replace(value, path, other));
                case PatchOperation.Move(var from, var path) -> move(from, path);
                case PatchOperation.Copy(var from, var path) ->
                        from.in(value).map(found -> add(path, found)).orElseGet(Run::nowhere);
                case PatchOperation.Test(var path, var wanted) -> test(path, wanted);
            };
        }

        private Optional<Failure> add(Pointer path, JsonNode added) {
            room -= JsonSize.of(added);
            return room < 0
                    ? Optional.of(Failure.TOO_LARGE)
                    : put(path, added, Surgery.add(value, path, added));
        }

        /** Removed and added, except that a value may be moved to where it is. */
        private Optional<Failure> move(Pointer from, Pointer path) {
            return from.in(value)
                    .map(moved ->
                            from.equals(path)
                                    ? Optional.<Failure>empty()
                                    : put(path, moved, moved(from, path, moved)))
                    .orElseGet(Run::nowhere);
        }

        private Optional<JsonNode> moved(Pointer from, Pointer path, JsonNode moved) {
            return Surgery.remove(value, from).flatMap(rest -> Surgery.add(rest, path, moved));
        }

        private Optional<Failure> put(Pointer path, JsonNode put, Optional<JsonNode> next) {
            return path.tokens().size() + Json.depth(put) > JsonText.PARSER_DEPTH
                    ? Optional.of(Failure.TOO_DEEP)
                    : become(next);
        }

        private Optional<Failure> test(Pointer path, JsonNode wanted) {
            return path.in(value).filter(found -> Json.same(found, wanted)).isPresent()
                    ? Optional.empty()
                    : Optional.of(Failure.TEST_FAILED);
        }

        private Optional<Failure> become(Optional<JsonNode> next) {
            next.ifPresent(tree -> value = tree);
            return next.isPresent() ? Optional.empty() : nowhere();
        }

        private static Optional<Failure> nowhere() {
            return Optional.of(Failure.NO_SUCH_PLACE);
        }
    }
}
