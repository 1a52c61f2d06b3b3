// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Edit;
import io.muster.shadow.change.Manner;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.store.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The shadow {@code default} of a device, as the service itself sees it. */
public record StoredShadow(Shadows shadows, TestDevice device) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public ShadowKey key() {
        return new ShadowKey(
                new TenantId("default"), new DeviceId(device.id()), new ShadowName("default"));
    }

    /** A write of these sections. */
    public static Change write(String sections, Timing timing) {
        var patch = new StatePatch(JsonText.stored(sections.getBytes(StandardCharsets.UTF_8)));
        return new Change.Write(
                new Edit.Merge(patch), new Manner(false, timing, OptionalLong.empty()));
    }

    /** A change as an operator makes it. */
    public Command command(Change change) {
        return new Command.Alter(
                key(), change, Expectation.NONE, new Origin.Operator("anna"), Optional.empty());
    }

    /** Changes it, and tells nobody. */
    public Outcome submit(Change change) {
        var result = shadows.submit(command(change)).await().atMost(PATIENCE);
        return ((Result.Done) result).outcome();
    }

    public Stored stored() {
        var seen = shadows.submit(new Command.Look(key())).await().atMost(PATIENCE);
        return ((Result.Seen) seen).stored();
    }

    /** The newest desired version that the device was brought. */
    public long deliveredVersion() {
        return ((ShadowDocument) stored().shadow()).ledger().delivery().deliveredVersion();
    }

    public void awaitSync(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(Operator.read(device))
                                .contains("\"sync\":{\"state\":\"" + state));
    }
}
