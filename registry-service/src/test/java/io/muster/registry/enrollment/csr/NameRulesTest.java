// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.TestCsr;
import io.muster.registry.identity.DeviceIdentity;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {

    private static final DeviceIdentity DEVICE =
            new DeviceIdentity(new TenantId("default"), new DeviceId("dev-1"));

    @ParameterizedTest
    @ValueSource(strings = {"CN=dev-1", "CN=dev-1, O=Acme", "O=Acme, C=DE", ""})
    void namesThatAreEqualOrAbsentPass(String subject) {
        var names = names(TestCsr.of("dev-1").subject(subject));

        assertThat(NameRules.enrollment(DEVICE, names)).isEmpty();
        assertThat(NameRules.renewal(DEVICE, names)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=dev-2", "CN=DEV-1", "CN=dev-1 ,CN=dev-1", "CN=dev-1+O=Acme"})
    void otherAndAmbiguousSubjectsDoNot(String subject) {
        var names = names(TestCsr.of("dev-1").subject(subject));

        assertThat(NameRules.enrollment(DEVICE, names)).isPresent();
        assertThat(NameRules.renewal(DEVICE, names)).isPresent();
    }

    @Test
    void aNameInAnExoticStringTypeDoesNotPass() {
        var names = names(TestCsr.of("dev-1").subject(commonName(new DERBMPString("dev-1"))));

        assertThat(NameRules.enrollment(DEVICE, names)).isPresent();
    }

    @Test
    void case13ANameThatWouldBeATopicFilterDoesNotPass() {
        var names = names(TestCsr.of("dev-1").subject(commonName(new DERUTF8String("a/+/#"))));

        assertThat(NameRules.enrollment(DEVICE, names)).isPresent();
    }

    @Test
    void aNameWithANulDoesNotPass() {
        var names = names(TestCsr.of("dev-1").subject(commonName(new DERUTF8String("dev-1\0x"))));

        assertThat(NameRules.enrollment(DEVICE, names)).isPresent();
    }

    @Test
    void theOwnUrnPassesBoth() {
        var names = names(TestCsr.of("dev-1").uri("urn:device:default:dev-1"));

        assertThat(NameRules.enrollment(DEVICE, names)).isEmpty();
        assertThat(NameRules.renewal(DEVICE, names)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:device:default:dev-2",
                "urn:device:other:dev-1",
                "URN:device:default:dev-2"
            })
    void theUrnOfAnotherDevicePassesNeither(String uri) {
        var names = names(TestCsr.of("dev-1").uri(uri));

        assertThat(NameRules.enrollment(DEVICE, names)).isPresent();
        assertThat(NameRules.renewal(DEVICE, names)).isPresent();
    }

    @Test
    void aHostNameIsDroppedAtEnrollmentAndRefusedAtRenewal() {
        var names =
                names(
                        TestCsr.of("dev-1")
                                .altNames(new GeneralName(GeneralName.dNSName, "dev-1.example")));

        assertThat(NameRules.enrollment(DEVICE, names)).isEmpty();
        assertThat(NameRules.renewal(DEVICE, names)).isPresent();
    }

    private static X500Name commonName(ASN1Encodable value) {
        return new X500Name(new RDN[] {new RDN(new AttributeTypeAndValue(BCStyle.CN, value))});
    }

    private static RequestedNames names(TestCsr csr) {
        return ((CsrReading.Accepted) CsrPolicy.read(csr.der())).request().names();
    }
}
