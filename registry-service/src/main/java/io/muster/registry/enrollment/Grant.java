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

    /** A claim token whose secret was right. */
    record ByToken(DeviceIdentity identity, UUID token) implements Grant {

        @Override
        public String principal() {
            return "token:" + token;
        }

        @Override
        public String method() {
            return "token";
        }

        @Override
        public Optional<Refusal> nameBreach(RequestedNames names, SubjectPolicy policy) {
            return policy == SubjectPolicy.IGNORE
                    ? Optional.empty()
                    : NameRules.enrollment(identity, names);
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

    /** The current certificate of the device. */
    record ByCertificate(DeviceIdentity identity, Fingerprint current) implements Grant {

        @Override
        public String principal() {
            return "certificate:" + current;
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

    /** Whether a request names somebody else. */
    Optional<Refusal> nameBreach(RequestedNames names, SubjectPolicy policy);
}
