// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.NameRules;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RequestedNames;
import io.muster.registry.enrollment.profile.SubjectPolicy;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import java.util.Optional;
import java.util.UUID;

/** What authorises a certificate, and for which device. */
sealed interface Grant {

    /**
     * A claim token whose secret was right.
     *
     * @param shared whether it is for more devices than this one
     */
    record ByToken(DeviceIdentity identity, UUID token, boolean shared) implements Grant {

        @Override
        public String principal() {
            return "token:" + token;
        }

        @Override
        public String method() {
            return "token";
        }
    }

    /** Nothing but a person's word, for whoever holds a key. */
    record ByPerson(DeviceIdentity identity, Fingerprint key) implements Grant {

        @Override
        public String principal() {
            return "key:" + key;
        }

        @Override
        public String method() {
            return "manual";
        }

        @Override
        public Optional<Refusal> nameBreach(RequestedNames names, SubjectPolicy policy) {
            return NameRules.enrollment(identity, names);
        }
    }

    /** A claim certificate, which many devices share. */
    record ByClaim(DeviceIdentity identity, UUID claim) implements Grant {

        @Override
        public String principal() {
            return "claim:" + claim;
        }

        @Override
        public String method() {
            return "claim-certificate";
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /**
     * A certificate of an authority that the tenant has proven to own.
     *
     * @param shared whether it says nothing of which device it is, so that others may have it too
     */
    record ByAuthority(
            DeviceIdentity identity, Fingerprint certificate, String method, boolean shared)
            implements Grant {

        @Override
        public String principal() {
            return method + ":" + certificate;
        }
    }

    /** The word of an operator. */
    record ByOperator(DeviceIdentity identity, String actor) implements Grant {

        @Override
        public String principal() {
            return "operator:" + actor;
        }

        @Override
        public String method() {
            return "operator";
        }

        @Override
        public boolean free() {
            return true;
        }
    }

    /**
     * The current certificate of the device.
     *
     * @param shown whether it is the one that the device uses now, as far as is known
     */
    record ByCertificate(DeviceIdentity identity, Fingerprint current, boolean shown)
            implements Grant {

        @Override
        public boolean renewal() {
            return true;
        }

        @Override
        public boolean free() {
            return true;
        }

        @Override
        public String principal() {
            // Which one is current changes with the first answer, and a request may come twice.
            return shown ? "certificate:" + current : "session";
        }

        @Override
        public String method() {
            return "certificate";
        }

        @Override
        public Optional<Refusal> nameBreach(RequestedNames names, SubjectPolicy policy) {
            return NameRules.renewal(identity, names);
        }
    }

    /** The device the certificate will be for. */
    DeviceIdentity identity();

    /** The grant's name: the same request under the same name gets the same answer. */
    String principal();

    /** The kind of the grant in the records of attempts. */
    String method();

    /** Whether the device has a certificate whose place the new one takes. */
    default boolean renewal() {
        return false;
    }

    /** Whether nobody needs to look at it before it is granted. */
    default boolean free() {
        return false;
    }

    /**
     * Whether others than the device may have what proves this. Then it opens the door once: who
     * has enrolled already is not to be taken over by whoever holds the same.
     */
    default boolean shared() {
        return false;
    }

    /** Whether a request names somebody else, which the profile may have us overlook. */
    default Optional<Refusal> nameBreach(RequestedNames names, SubjectPolicy policy) {
        return policy == SubjectPolicy.IGNORE
                ? Optional.empty()
                : NameRules.enrollment(identity(), names);
    }
}
