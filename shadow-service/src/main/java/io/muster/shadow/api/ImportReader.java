// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Edit;
import io.muster.shadow.change.Manner;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Payload;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SavedShadow;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.store.ShadowKey;

/** Reads the lines of one import. */
record ImportReader(TenantId tenant, ImportMode mode, ShadowLimits limits) {

    ImportStep read(ImportLines.Line line) {
        try {
            return step(line.number(), object(line));
        } catch (ProblemException problem) {
            return new ImportStep.Flawed(line.number(), problem);
        }
    }

    private ObjectNode object(ImportLines.Line line) {
        if (line.tooLong()) {
            throw Problems.tooLarge(
                    "A line may have at most " + ImportLines.MAX_LINE_BYTES + " bytes.");
        }
        return switch (Payload.read(line.text().getBytes(), limits, ImportLines.MAX_LINE_BYTES)) {
            case Payload.Tree(ObjectNode object) -> object;
            case Payload.Tree _ -> throw Problems.invalid("A line must be an object.");
            case Payload.Unreadable(var refusal) -> throw ShadowProblems.of(refusal);
        };
    }

    private ImportStep step(long number, ObjectNode line) {
        var key = key(line);
        var sections = sections(line);
        return switch (mode) {
            case REPLACE -> new ImportStep.Write(number, key, restore(line), Expectation.NONE);
            case UPSERT -> write(number, key, line, sections, Expectation.NONE);
            case SKIP -> write(number, key, line, sections, new Expectation.Nothing());
        };
    }

    private static ImportStep write(
            long number,
            ShadowKey key,
            ObjectNode line,
            StatePatch sections,
            Expectation expected) {
        var change = new Change.Write(new Edit.Replace(sections), Manner.SKIPPING);
        return SavedShadow.deleted(line)
                ? new ImportStep.Pass()
                : new ImportStep.Write(number, key, change, expected);
    }

    private ShadowKey key(ObjectNode line) {
        var name =
                ShadowName.parse(line.path("name").asText())
                        .orElseThrow(() -> ShadowProblems.of(Refusal.invalidRequest()));
        return new ShadowKey(tenant, ShadowAddress.device(line.path("deviceId").asText()), name);
    }

    private StatePatch sections(ObjectNode line) {
        return switch (StatePatch.checkSections(SavedShadow.sections(line), limits)) {
            case StatePatch.Check.Sound(var sections) -> sections;
            case StatePatch.Check.Flawed(var refusal) -> throw ShadowProblems.of(refusal);
        };
    }

    private static Change restore(ObjectNode line) {
        return switch (SavedShadow.read(line)) {
            case SavedShadow.Reading.Sound(var shadow) -> new Change.Restore(shadow);
            case SavedShadow.Reading.Unsound(var refusal) -> throw ShadowProblems.of(refusal);
        };
    }
}
