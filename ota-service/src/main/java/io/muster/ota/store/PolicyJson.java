// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Policy;
import io.muster.ota.rollout.Policy.AbortRule;
import io.muster.ota.rollout.Policy.GateRule;
import io.muster.ota.rollout.Policy.OnAbort;
import io.muster.ota.rollout.Policy.OnFailure;
import io.muster.ota.rollout.TimeLimits;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A policy as the document it is stored as. Written by hand, so that nothing is reflected on. */
final class PolicyJson {

    private PolicyJson() {}

    static JsonObject write(Policy policy) {
        var gate = policy.gate();
        var limits = policy.limits();
        return new JsonObject()
                .put("successPercent", gate.successPercent())
                .put("minSamples", gate.minSamples())
                .put("bake", gate.bake().toString())
                .put("onFailure", gate.onFailure().name())
                .put("failurePercent", policy.abort().failurePercent())
                .put("abortMinSamples", policy.abort().minSamples())
                .put("accept", limits.accept().toString())
                .put("download", limits.download().toString())
                .put("install", limits.install().toString())
                .put("verify", limits.verify().toString())
                .put("total", limits.total().toString())
                .put("onAbort", policy.onAbort().name())
                .put("maxInFlight", policy.maxInFlight());
    }

    static Policy read(JsonObject json) {
        return new Policy(
                new GateRule(
                        json.getInteger("successPercent"),
                        json.getInteger("minSamples"),
                        duration(json, "bake"),
                        OnFailure.valueOf(json.getString("onFailure"))),
                new AbortRule(
                        json.getInteger("failurePercent"), json.getInteger("abortMinSamples")),
                new TimeLimits(
                        duration(json, "accept"),
                        duration(json, "download"),
                        duration(json, "install"),
                        duration(json, "verify"),
                        duration(json, "total")),
                OnAbort.valueOf(json.getString("onAbort")),
                json.getInteger("maxInFlight"));
    }

    private static Duration duration(JsonObject json, String member) {
        return Duration.parse(json.getString(member));
    }
}
