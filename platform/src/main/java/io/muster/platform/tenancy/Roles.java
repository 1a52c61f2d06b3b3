// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.tenancy;

/** The roles a token may carry, as constants for {@code @RolesAllowed}. */
public final class Roles {

    /** Reads devices, shadows and rollouts. */
    public static final String VIEWER = "viewer";

    /** Creates devices, sets desired state, sends commands. */
    public static final String OPERATOR = "operator";

    /** Reads logs and diagnostics, writes no configuration. */
    public static final String MAINTENANCE = "maintenance";

    /** Creates releases and rollouts. */
    public static final String RELEASE_MANAGER = "release-manager";

    /**
     * Starts, resumes and aborts rollouts; where four eyes are asked for, not the ones it created.
     */
    public static final String RELEASE_APPROVER = "release-approver";

    /** Manages issuers, certificates and policies. */
    public static final String SECURITY_ADMIN = "security-admin";

    /** Reads the audit log and nothing else. */
    public static final String AUDITOR = "auditor";

    /** Manages the tenant itself. */
    public static final String TENANT_ADMIN = "tenant-admin";

    /** Manages all tenants: adds them, and says how much each may use. */
    public static final String PLATFORM_ADMIN = "platform-admin";

    /** One of our own services: reads snapshots of all tenants and belongs to none. */
    public static final String SERVICE = "service";

    private Roles() {}
}
