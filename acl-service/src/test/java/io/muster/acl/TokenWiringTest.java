// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.token.ClaimPath;
import io.muster.acl.token.TenantSource;
import io.muster.acl.token.UsernameSource;
import io.muster.platform.topic.TenantId;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenWiringTest {

    private static AclConfig config(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("muster.acl.token.address", "http://127.0.0.1:8090");
        settings.forEach((name, value) -> all.put("muster.acl." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AclConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(AclConfig.class);
    }

    private static TokenTerms acme(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put("issuers.\"acme\"." + name, value));
        all.put("issuers.\"acme\".address", "https://idp.acme.example");
        return config(all).issuers().get("acme");
    }

    @Test
    void theIssuerOfOurServicesNamesTenantsAndOurServices() {
        var own = config(Map.of()).token();

        assertThat(TokenWiring.tenantOfOwn(own))
                .isEqualTo(new TenantSource.Named(ClaimPath.of("tenant"), true));
        assertThat(TokenWiring.rules("x", own, TokenWiring.tenantOfOwn(own)).holders())
                .satisfies(rules -> {
                    assertThat(rules.roles()).isEqualTo(ClaimPath.of("roles"));
                    assertThat(rules.username())
                            .isEqualTo(new UsernameSource.Claim(ClaimPath.of("client_id")));
                });
    }

    @Test
    void itMayBeThatOfOneTenantAlone() {
        var own = config(Map.of("token.tenant", "acme")).token();

        assertThat(TokenWiring.tenantOfOwn(own))
                .isEqualTo(new TenantSource.Fixed(new TenantId("acme")));
    }

    @Test
    void anotherIssuerNeedsATenantOrTheClaimThatNamesIt() {
        assertThatThrownBy(() -> TokenWiring.tenantOfOther("acme", acme(Map.of())))
                .hasMessageContaining("acme");
        assertThatThrownBy(() ->
                        TokenWiring.tenantOfOther(
                                "acme", acme(Map.of("tenant", "acme", "tenant-claim", "org"))))
                .hasMessageContaining("acme");
        assertThatThrownBy(() -> TokenWiring.tenantOfOther("acme", acme(Map.of("tenant", "A B"))))
                .hasMessageContaining("tenant id");
        assertThat(TokenWiring.tenantOfOther("acme", acme(Map.of("tenant-claim", "org"))))
                .isEqualTo(new TenantSource.Named(ClaimPath.of("org"), false));
    }

    @Test
    void settingsBecomeRules() {
        var terms =
                acme(
                        Map.of(
                                "tenant", "acme",
                                "types", "at+jwt",
                                "clients", "ward-app,desk-app",
                                "roles-claim", "realm_access.roles",
                                "username", "jwt",
                                "algorithms", "ES256"));
        var rules = TokenWiring.rules("x", terms, TokenWiring.tenantOfOther("acme", terms));

        assertThat(rules.types()).containsExactly("at+jwt");
        assertThat(rules.algorithms()).containsExactly("ES256");
        assertThat(rules.holders().clients()).containsExactlyInAnyOrder("ward-app", "desk-app");
        assertThat(rules.holders().username()).isEqualTo(new UsernameSource.Word("jwt"));
    }
}
