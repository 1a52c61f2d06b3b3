// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.book.PolicyBook;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.policy.PolicyDocument;
import io.muster.acl.policy.TenantWall;
import io.muster.acl.policy.Wall;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts together what policies are in force. */
@Dependent
class PolicyWiring {

    private final AclConfig.Policies config;

    PolicyWiring(AclConfig config) {
        this.config = config.policies();
    }

    @Produces
    @Singleton
    PolicyCompiler compiler() {
        var builtIn = config.builtIn() ? BuiltInPolicies.load() : List.<PolicyDocument>of();
        return new PolicyCompiler(builtIn, config.tenantWall() ? new TenantWall() : Wall.NONE);
    }

    @Produces
    @Singleton
    PolicyBook book(PolicyCompiler compiler) {
        return new PolicyBook(compiler.builtIn());
    }
}
