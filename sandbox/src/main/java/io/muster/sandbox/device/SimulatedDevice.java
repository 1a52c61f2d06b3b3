// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One device: enrolls, comes and goes, obeys desired state and performs updates. */
public final class SimulatedDevice {

    private final String deviceId;
    private final int number;
    private final FleetPlan plan;
    private final FleetWiring wiring;
    private final FirmwareSlot firmware;
    private final ShadowAgent shadow = new ShadowAgent(this::publish);
    private final CommandAgent commands =
            new CommandAgent(this::publish, this::log, this::condition, this::restart);
    private final Heartbeats heartbeats;
    private final UpdateAgent updates;
    private volatile @Nullable DeviceIdentity identity;
    private volatile @Nullable DeviceSession session;
    private volatile Inbox tap = (topic, payload) -> {};

    SimulatedDevice(FleetPlan plan, FleetWiring wiring, int number) {
        this.plan = plan;
        this.wiring = wiring;
        this.number = number;
        this.deviceId = plan.deviceId(number);
        this.firmware = new FirmwareSlot(Firmware.of(plan.product(), plan.version()));
        this.heartbeats =
                new Heartbeats(this::publishNow, plan.behaviour().random(number, "heartbeat"));
        var random = plan.behaviour().random(number, "update");
        this.updates =
                new UpdateAgent(
                        new UpdateWork(
                                new UpdatePolicy(wiring.releaseKeys()),
                                new ArtifactDownload(wiring.downloads(), wiring.line(), random),
                                new UpdateReports(this::publish, random),
                                new Temper(plan.behaviour(), number),
                                firmware));
    }

    /** The device's id, also its MQTT client id. */
    public String deviceId() {
        return deviceId;
    }

    /** Makes a key and gets the certificate for it. */
    public void enroll() throws IOException, InterruptedException {
        var random = plan.behaviour().random(number, "enroll");
        identity = new Enrollment(wiring.est(), wiring.tokens()).enroll(deviceId, random);
    }

    /** Renews the certificate with a new key; the open session goes on under the old one. */
    public void renew() throws IOException, InterruptedException {
        identity = wiring.est().reenroll(identity(), DeviceKey.generate());
    }

    /** Goes online; completes when the device has announced itself. */
    public CompletableFuture<Void> connect() {
        var opened =
                new DeviceSession(
                        identity(),
                        topics(),
                        wiring.broker(),
                        new Presence(() -> firmware.now().running().text()),
                        this::receive,
                        this::arrived,
                        plan.keepsSession(),
                        plan.behaviour().random(number, "reconnect"));
        session = opened;
        return opened.open();
    }

    /** Says goodbye and goes offline. */
    public void disconnect() {
        updates.stop();
        heartbeats.stop();
        var open = session;
        if (open != null) {
            open.close();
        }
    }

    /** Who the device is; it must have enrolled. */
    public DeviceIdentity identity() {
        return required(identity, "enrolled");
    }

    /** The device's session; it must have been told to connect. */
    public DeviceSession session() {
        return required(session, "connected");
    }

    /** Shows the device's messages to another reader too, before the device acts on them. */
    public void tap(Inbox reader) {
        tap = reader;
    }

    /** Where the device publishes and listens. */
    public DeviceTopics topics() {
        return new DeviceTopics(plan.tenant(), deviceId);
    }

    /** The version that runs. */
    public String version() {
        return firmware.now().running().text();
    }

    /** All versions that have run, oldest first. */
    public List<String> history() {
        return firmware.history();
    }

    /** What the device holds to be its state in the given shadow. */
    public JsonNode state(String shadowName) {
        return shadow.state(shadowName);
    }

    private CompletableFuture<Void> publish(String rest, byte[] payload) {
        return session().publish(rest, payload);
    }

    /** Or not at all: what is old by the time the device is back, nobody needs. */
    private CompletableFuture<Void> publishNow(String rest, byte[] payload) {
        return session().connected()
                ? publish(rest, payload)
                : CompletableFuture.completedFuture(null);
    }

    private String log() {
        return "%s has run %s%n%s%n"
                .formatted(deviceId, String.join(", then ", history()), condition());
    }

    private String condition() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("device", deviceId)
                .put("version", version())
                .<ObjectNode>set("state", state("default"))
                .toString();
    }

    /** Says goodbye and comes back in a new session. */
    private void restart() {
        Thread.ofVirtual()
                .start(() -> {
                    var open = session;
                    if (open != null) {
                        open.close();
                        var _ = connect();
                    }
                });
    }

    private void arrived() {
        heartbeats.start();
        var _ = publish("ota/version", UpdateReports.versionBytes(firmware.now()));
        shadow.ask();
    }

    private void receive(String topic, byte[] payload) {
        tap.receive(topic, payload);
        var root = topics().topic("");
        if (!topic.startsWith(root)) {
            return;
        }
        var levels = topic.substring(root.length()).split("/", -1);
        switch (levels[0]) {
            case "ota" -> updates.announce(payload);
            case "shadow" -> receiveShadow(levels, payload);
            case "cmd" -> commands.obey(payload);
            default -> {}
        }
    }

    private void receiveShadow(String[] levels, byte[] payload) {
        if (levels.length == 3 && levels[2].equals("delta")) {
            shadow.delta(levels[1], payload);
        } else if (levels.length == 4 && levels[2].equals("get") && levels[3].equals("accepted")) {
            shadow.document(levels[1], payload);
        }
    }

    private <T> T required(@Nullable T value, String state) {
        if (value == null) {
            throw new IllegalStateException(deviceId + " has not " + state);
        }
        return value;
    }
}
