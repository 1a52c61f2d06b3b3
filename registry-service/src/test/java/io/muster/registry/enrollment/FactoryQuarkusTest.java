// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.Factory;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First certificates for who has one of an authority that the tenant has proven to own. */
@QuarkusTest
class FactoryQuarkusTest {

    private static final String ADMIN = "security-admin";

    private static Answer enroll(Profile profile, SSLContext tls, TestCsr csr) {
        return enroll(profile, tls, csr.der());
    }

    private static Answer enroll(Profile profile, SSLContext tls, byte[] csr) {
        return post(profile, "simpleenroll", tls, csr);
    }

    private static Answer post(Profile profile, String operation, SSLContext tls, byte[] csr) {
        return Est.post(
                tls,
                "/.well-known/est/" + profile.label() + "/" + operation,
                Base64.getEncoder().encode(csr));
    }

    private static Profile group(Map<String, Object> more) {
        var rules = new HashMap<String, Object>(more);
        rules.put("mode", "ca-group");
        rules.putIfAbsent("createIfMissing", true);
        return Profile.with(rules);
    }

    private static Factory factory() {
        return Factory.provenBy(ADMIN, TestKeys.p256());
    }

    @Test
    void case32ADeviceOfTheAuthorityIsAddedAndNamedByItsCertificate() throws Exception {
        var id = Api.newId();
        var csr = TestCsr.of(id);

        var answer = enroll(group(Map.of()), factory().device("CN=" + id, TestKeys.p256()), csr);

        assertThat(Est.certificate(answer).getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + id);
        assertThat(Api.get(id).<String>path("state")).isEqualTo("ENROLLED");
        Api.as("viewer").get("/api/v1/devices/" + id + "/enrollments").then().statusCode(200);
    }

    @Test
    void rsaKeysOfAuthoritiesAndDevicesAreGood() {
        var id = Api.newId();
        var factory = Factory.provenBy(ADMIN, TestKeys.rsa(2048));

        var answer =
                enroll(
                        group(Map.of()),
                        factory.device("CN=" + id, TestKeys.rsa(3072)),
                        TestCsr.of(id).keys(TestKeys.rsa(2048), "SHA256withRSA"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+/#", "{csr.cn}", "x y", "$SYS"})
    void case32ANameThatIsNoIdIsRefused(String name) {
        var answer =
                enroll(
                        group(Map.of()),
                        factory()
                                .device(
                                        "CN=" + name.replace("+", "\\+").replace("#", "\\#"),
                                        TestKeys.p256()),
                        TestCsr.of(Api.newId()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("csr_subject_mismatch: ");
    }

    @Test
    void case32TwoNamesAreNone() {
        var victim = Api.newDevice();

        var answer =
                enroll(
                        group(Map.of()),
                        factory().device("CN=" + Api.newId() + ",CN=" + victim, TestKeys.p256()),
                        TestCsr.of(victim));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aRequestForAnotherDeviceIsRefused() {
        var answer =
                enroll(
                        group(Map.of()),
                        factory().device("CN=" + Api.newId(), TestKeys.p256()),
                        TestCsr.of(Api.newDevice()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("csr_subject_mismatch: ");
    }

    @Test
    void onlyAuthoritiesOfTheTenantCount() {
        var id = Api.newId();
        var keys = TestKeys.p256();
        Api.tenant("other");
        var unproven = Factory.of(TestKeys.p256());
        unproven.register(ADMIN).then().statusCode(201);

        for (var factory :
                List.of(
                        Factory.of(TestKeys.p256()),
                        unproven,
                        Factory.provenBy("security-admin@other", TestKeys.p256()))) {
            var answer = enroll(group(Map.of()), factory.device("CN=" + id, keys), TestCsr.of(id));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).startsWith("not_current_certificate: ");
        }
    }

    @Test
    void aProfileMayCountSomeAuthoritiesOnly() {
        var counted = factory();
        var profile = group(Map.of("issuers", List.of(counted.id())));
        var id = Api.newId();

        assertThat(
                        enroll(
                                        profile,
                                        factory().device("CN=" + id, TestKeys.p256()),
                                        TestCsr.of(id))
                                .status())
                .isEqualTo(403);
        assertThat(
                        enroll(profile, counted.device("CN=" + id, TestKeys.p256()), TestCsr.of(id))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void theFactoryIdentityOpensSimplereenrollWhereTheProfileSaysSo() {
        var serial = "SN" + UUID.randomUUID().toString().substring(0, 8);
        var tls = factory().device("CN=Pump 7,SERIALNUMBER=" + serial, TestKeys.p256());
        var closed = Profile.with(Map.of("mode", "factory-identity", "createIfMissing", true));
        var open =
                Profile.with(
                        Map.of(
                                "mode",
                                "factory-identity",
                                "createIfMissing",
                                true,
                                "reenrollAsEnroll",
                                true));

        assertThat(post(closed, "simplereenroll", tls, TestCsr.of(serial).der()).status())
                .isEqualTo(403);
        assertThat(post(open, "simplereenroll", tls, TestCsr.of(serial).der()).status())
                .isEqualTo(200);
        assertThat(post(closed, "simpleenroll", tls, TestCsr.of(serial).der()).status())
                .isEqualTo(200);
    }

    /** The same certificate in many devices says of none which one it is. */
    @Test
    void aSharedCertificateDoesNotTakeTheDeviceOfAnother() {
        var profile = group(Map.of("deviceIdTemplate", "{csr.cn}"));
        var shared = factory().device("CN=batch-7", TestKeys.p256());
        var id = Api.newId();
        var first = TestCsr.of(id).der();

        assertThat(enroll(profile, shared, first).status()).isEqualTo(200);
        assertThat(enroll(profile, shared, first).status()).as("the same again").isEqualTo(200);
        var other = enroll(profile, shared, TestCsr.of(id));
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.body()).startsWith("invalid_state: ");

        Api.as("operator").post("/api/v1/devices/" + id + "/allow-reenroll");
        assertThat(enroll(profile, shared, TestCsr.of(id)).status()).isEqualTo(200);
        assertThat(enroll(profile, shared, TestCsr.of(id)).status()).isEqualTo(403);
    }

    @Test
    void aSuspendedDeviceIsNotHelpedByItsFactory() {
        var id = Api.newId();
        var tls = factory().device("CN=" + id, TestKeys.p256());
        var profile = group(Map.of());
        assertThat(enroll(profile, tls, TestCsr.of(id)).status()).isEqualTo(200);

        Api.as("operator").post("/api/v1/devices/" + id + "/suspend").then().statusCode(204);

        assertThat(enroll(profile, tls, TestCsr.of(id)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{cert.dn}", "x", "a/{cert.cn}", "{param.x}"})
    void aTemplateThatMakesNoSenseIsRefused(String template) {
        new Profile("p" + UUID.randomUUID().toString().substring(0, 13))
                .put(Map.of("mode", "ca-group", "deviceIdTemplate", template))
                .then()
                .statusCode(400);
    }
}
