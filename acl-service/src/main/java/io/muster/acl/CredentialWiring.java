// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.PasswordGrounds;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together where passwords come from. */
@Dependent
class CredentialWiring {

    @Produces
    @Singleton
    CredentialFile file(AclConfig config) {
        var file = new CredentialFile(config.credentials().file());
        file.start();
        return file;
    }

    @Produces
    @Singleton
    PasswordGrounds grounds(FleetModel model, CredentialFile file) {
        return new PasswordGrounds(model, file::book);
    }
}
