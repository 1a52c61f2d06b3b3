// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.ota.rollout.JobEvent.Claim;
import io.muster.ota.rollout.JobEvent.Reported;
import io.muster.ota.rollout.JobEvent.VersionSeen;
import io.muster.platform.topic.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A device that works on its job and whose messages wait in the network. */
final class ModelDevice {

    /** How it gets on with an update. Going back always works. */
    enum Temper {
        SOUND,
        FAILS_ITS_TEST,
        FAILS_TO_INSTALL,
        REFUSES,
        SAYS_NOTHING
    }

    /** Something it has sent; a version message names no job. */
    record Message(Optional<UUID> job, JobEvent event) {}

    final DeviceId id;
    final Temper temper;
    final List<Message> sent = new ArrayList<>();
    String installed = ModelRollout.OLD;
    Instant seenAt = Instant.MIN;
    boolean here = true;

    private String running = ModelRollout.OLD;
    private Optional<Job> job = Optional.empty();
    private int done;

    ModelDevice(int number, Temper temper) {
        this.id = new DeviceId("dev-" + number);
        this.temper = temper;
    }

    void told(Job offered) {
        job = Optional.of(offered);
        done = 0;
    }

    /** Does the next thing for its job and sends what it has to say. */
    void work() {
        if (job.isPresent() && here && temper != Temper.SAYS_NOTHING) {
            work(job.get());
        }
    }

    private void work(Job offered) {
        var version = offered.progress().expected();
        boolean bad = offered.order().kind() == JobKind.UPDATE && temper != Temper.SOUND;
        switch (done++) {
            case 0 ->
                    say(
                            offered,
                            bad && temper == Temper.REFUSES ? Claim.REJECTED : Claim.DOWNLOADING);
            case 1 -> say(offered, Claim.INSTALLING);
            case 2 -> install(offered, version, bad);
            case 3 -> say(offered, Claim.VERIFYING);
            case 4 -> sent.add(new Message(Optional.empty(), new VersionSeen(running)));
            case 5 -> say(offered, bad ? Claim.FAILED : Claim.SUCCEEDED);
            default -> job = Optional.empty();
        }
        if (bad && temper == Temper.REFUSES) {
            job = Optional.empty();
        }
    }

    private void install(Job offered, String version, boolean bad) {
        if (bad && temper == Temper.FAILS_TO_INSTALL) {
            say(offered, Claim.FAILED);
            job = Optional.empty();
        } else {
            running = version;
        }
    }

    private void say(Job offered, Claim claim) {
        sent.add(new Message(Optional.of(offered.id()), new Reported(claim, 0, running, "")));
    }

    /** The service takes note of what the device runs. */
    void seen(String version, Instant now) {
        installed = version;
        seenAt = now;
    }

    String running() {
        return running;
    }
}
