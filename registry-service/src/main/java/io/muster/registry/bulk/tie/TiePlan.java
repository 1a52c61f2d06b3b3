// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.gateway.store.GatewayBatchStore.Link;
import io.muster.registry.group.store.MemberBatchStore;
import io.muster.registry.group.store.MemberBatchStore.Step;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.GroupPath;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be done for the ties of the rows of a batch, given what is there; in their order. */
public final class TiePlan {

    /** What becomes of a row that names a gateway which is not there. */
    public enum Absent {
        /** It may be in a later row. */
        WAITS,
        /** It would be, for nothing is written. */
        PASSES,
        FAILS
    }

    private final Known known;
    private final Absent absent;
    private final Lineage lineage;
    private final LoginPlan logins;

    public TiePlan(Known known, Absent absent, LoginPlan logins) {
        this.known = known;
        this.absent = absent;
        this.lineage = new Lineage(known.above());
        this.logins = logins;
    }

    /** Whether the row has to come again later. */
    public boolean mustWait(Ties ties) {
        return absent == Absent.WAITS && missing(ties).findFirst().isPresent();
    }

    private Stream<String> missing(Ties ties) {
        return ties.gateways().stream()
                .flatMap(Set::stream)
                .map(DeviceId::value)
                .filter(gateway -> !known.gateways().getOrDefault(gateway, false));
    }

    /**
     * What is to be done for a row; a {@link RowFault} when that can't be.
     *
     * @param existing the device, unless it is yet to be added
     */
    public TieChange of(DeviceIdentity identity, Optional<Device> existing, Ties ties) {
        var device = identity.device();
        if (ties.isNone()) {
            return TieChange.none(device);
        }
        var before = known.memberOf().getOrDefault(device.value(), List.of());
        var after = ties.groups().map(this::groups);
        var credentials = logins.of(identity, existing, ties.credentials());
        var gateways = ties.gateways().map(wanted -> gateways(device, wanted));
        return new TieChange(
                device,
                after.map(wanted -> steps(device, wanted, before)).orElse(List.of()),
                after.map(wanted -> steps(device, before, wanted)).orElse(List.of()),
                gateways.map(Links::come).orElse(List.of()),
                gateways.map(Links::gone).orElse(List.of()),
                credentials.added(),
                credentials.replaced());
    }

    private List<MemberBatchStore.Known> groups(Set<GroupPath> wanted) {
        return wanted.stream().sorted().map(this::group).toList();
    }

    private MemberBatchStore.Known group(GroupPath path) {
        var group = known.groups().get(path);
        if (group == null) {
            throw new RowFault("group-unknown", "/groups", "There is no group " + path + ".");
        }
        if (!group.byHand()) {
            throw new RowFault(
                    "group-by-query", "/groups", "A query finds the members of " + path + ".");
        }
        return group;
    }

    private static List<Step> steps(
            DeviceId device,
            Collection<MemberBatchStore.Known> these,
            Collection<MemberBatchStore.Known> without) {
        return these.stream()
                .filter(group -> !without.contains(group))
                .map(group -> new Step(device.value(), group))
                .toList();
    }

    private record Links(List<Link> come, List<Link> gone) {}

    private Links gateways(DeviceId device, Set<DeviceId> named) {
        var wanted =
                named.stream().map(DeviceId::value).collect(Collectors.toCollection(TreeSet::new));
        if (absent != Absent.PASSES) {
            wanted.forEach(this::requireGateway);
        }
        if (lineage.closes(device.value(), wanted)) {
            throw new RowFault(
                    "gateway-circle",
                    "/gateways",
                    "The device would be its own gateway, perhaps by way of others.");
        }
        var before = lineage.gatewaysOf(device.value());
        lineage.replace(device.value(), wanted);
        return new Links(links(device, wanted, before), links(device, before, wanted));
    }

    private void requireGateway(String gateway) {
        var is = known.gateways().get(gateway);
        if (is == null) {
            throw new RowFault(
                    "gateway-unknown", "/gateways", "There is no device " + gateway + ".");
        }
        if (!is) {
            throw new RowFault(
                    "gateway-not-one",
                    "/gateways",
                    gateway + " is of no type whose devices are gateways.");
        }
    }

    private static List<Link> links(DeviceId device, Set<String> these, Set<String> without) {
        return these.stream()
                .filter(gateway -> !without.contains(gateway))
                .sorted()
                .map(gateway -> new Link(device.value(), gateway))
                .toList();
    }
}
