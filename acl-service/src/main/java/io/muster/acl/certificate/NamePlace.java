// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

/** Where in a certificate a device's name stands, for authorities that are not the registry's. */
public enum NamePlace {
    /** The common name. */
    CN,
    /** The subject alternative name of the kind URI. */
    SAN_URI,
    /** The subject alternative name of the kind DNS. */
    SAN_DNS
}
