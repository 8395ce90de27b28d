package io.github.kubespraymaven.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.sbom.licence.Licence;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Digest IMAGE = Digest.of("an image");
    private static final Digest OS = Digest.of("the os layer");
    private static final Digest PYTHON = Digest.of("the layer of ansible");

    private static final Subject SUBJECT =
            new Subject("kubespray", "v2.31.0", IMAGE, "amd64", Instant.parse("2026-04-24T04:16:46.5Z"), "0.1.0");

    private static final Component DEBIAN = Component.of(
            Component.Kind.OPERATING_SYSTEM, "debian", "13", PackageUrl.of("generic/debian", "13", Map.of()));

    private static final Component ZLIB = Component.of(
                    Component.Kind.DEBIAN,
                    "zlib1g",
                    "1:1.3.dfsg+really1.3.1-1+b1",
                    PackageUrl.of(
                            "deb/debian/zlib1g",
                            "1:1.3.dfsg+really1.3.1-1+b1",
                            Map.of(
                                    "arch",
                                    "amd64",
                                    "distro",
                                    "debian-13",
                                    "upstream",
                                    "zlib@1:1.3.dfsg+really1.3.1-1")))
            .under(Optional.of(new Licence("LicenseRef-public-domain AND Zlib")))
            .from(Optional.of(new Component.Source("zlib1g_1.3_amd64.deb", Digest.of("zlib"))))
            .by(Optional.of("Debian"), Optional.of("Mark Brown <broonie@debian.org>"));

    private static final Component ANSIBLE = Component.of(
                    Component.Kind.PYTHON, "ansible", "11.13.0", PackageUrl.of("pypi/ansible", "11.13.0", Map.of()))
            .under(Optional.of(new Licence("GPL-3.0-or-later")))
            .from(Optional.of(new Component.Source("ansible-11.13.0-py3-none-any.whl", Digest.of("ansible"))))
            .by(Optional.empty(), Optional.of("Ansible, Inc."));

    private static final Component POSIX = Component.of(
                    Component.Kind.COLLECTION,
                    "ansible.posix",
                    "1.6.2",
                    PackageUrl.of("generic/ansible-collection/ansible.posix", "1.6.2", Map.of()))
            .in(ANSIBLE.purl());

    private static final Sbom BILL = new Sbom(
            SUBJECT,
            List.of(new LayerContent(OS, List.of(ZLIB, DEBIAN)), new LayerContent(PYTHON, List.of(POSIX, ANSIBLE))));

    @Test
    void cycloneDxIsWrittenToTheByte() throws Exception {
        String document = JsonWriter.pretty(CycloneDx.write(BILL));
        assertEquals(drawn("small.cdx.json"), document);
        assertEquals(List.of(), Schemas.cycloneDx(document));
    }

    @Test
    void spdxIsWrittenToTheByte() throws Exception {
        String document = JsonWriter.pretty(Spdx.write(BILL));
        assertEquals(drawn("small.spdx.json"), document);
        assertEquals(List.of(), Schemas.spdx(document));
    }

    @Test
    void provenanceIsWrittenToTheByte() throws Exception {
        Provenance.Checkout checkout = new Provenance.Checkout(
                Optional.of("https://github.com/kubernetes-sigs/kubespray"), Optional.of("1c9add"));
        Json parameters = Json.object()
                .put("platform", "linux/amd64")
                .put(
                        "requirements",
                        Json.texts(List.of("ansible==11.13.0", "own @ https://me:secret@example.com/own-1.whl")))
                .build();
        assertEquals(
                drawn("small.provenance.json"),
                JsonWriter.pretty(Provenance.write(SUBJECT, List.of(BILL), checkout, parameters)));
    }

    @Test
    void theProvenanceOfAnIndexNamesItsImagesAndEachFileOnce() throws Exception {
        Subject index = new Subject("kubespray", "v2.31.0", Digest.of("index"), "", Instant.EPOCH, "0.1.0");
        Subject arm = new Subject("kubespray", "v2.31.0", Digest.of("arm"), "arm64", Instant.EPOCH, "0.1.0");
        Sbom other = new Sbom(arm, List.of(new LayerContent(PYTHON, List.of(ANSIBLE))));
        String text = JsonWriter.compact(Provenance.write(
                index,
                List.of(BILL, other),
                new Provenance.Checkout(Optional.empty(), Optional.empty()),
                Json.object().build()));
        var read = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), "provenance");
        assertEquals(3, read.get("subject").items().size());
        assertEquals(
                2,
                read.get("predicate")
                        .get("buildDefinition")
                        .get("resolvedDependencies")
                        .items()
                        .size());
    }

    @Test
    void whatCycloneDxWroteItReads() throws Exception {
        byte[] document = JsonWriter.pretty(CycloneDx.write(BILL)).getBytes(StandardCharsets.UTF_8);
        assertEquals(BILL.layers(), CycloneDx.read(document, "a test"));
    }

    @Test
    void whatIsKeptOfAComponentIsAllOfIt() throws Exception {
        for (Component one : List.of(DEBIAN, ZLIB, ANSIBLE, POSIX)) {
            byte[] json = JsonWriter.compact(one.json()).getBytes(StandardCharsets.UTF_8);
            assertEquals(one, Component.read(JsonReader.read(json, "a record")));
        }
    }

    @Test
    void theSchemasSeeWhatIsWrong() throws Exception {
        String cyclonedx = JsonWriter.pretty(CycloneDx.write(BILL));
        assertNotEquals(List.of(), Schemas.cycloneDx(cyclonedx.replace("\"GPL-3.0-or-later\"", "\"GPL-3-or-so\"")));
        assertNotEquals(List.of(), Schemas.cycloneDx(cyclonedx.replace("urn:uuid:", "uuid:")));
        String spdx = JsonWriter.pretty(Spdx.write(BILL));
        assertNotEquals(List.of(), Schemas.spdx(spdx.replace("\"CONTAINS\"", "\"HOLDS\"")));
    }

    @Test
    void anotherImageHasOtherIdentifiersAndTheSameTheSame() {
        Subject other = new Subject("kubespray", "v2.31.0", Digest.of("other"), "amd64", Instant.EPOCH, "0.1.0");
        assertNotEquals(SUBJECT.document("spdx"), other.document("spdx"));
        assertNotEquals(SUBJECT.document("spdx"), SUBJECT.document("cyclonedx"));
        assertEquals(SUBJECT.document("spdx"), SUBJECT.document("spdx"));
        assertEquals(8, SUBJECT.document("spdx").version());
        assertEquals(2, SUBJECT.document("spdx").variant());
    }

    @Test
    void namesThatLookAlikeInSpdxAreToldApart() {
        List<Component> alike = List.of(
                Component.of(
                        Component.Kind.DEBIAN,
                        "libstdc++6",
                        "1",
                        PackageUrl.of("deb/debian/libstdc++6", "1", Map.of())),
                Component.of(Component.Kind.PYTHON, "a_b", "1", PackageUrl.of("pypi/a-b", "1", Map.of())),
                Component.of(Component.Kind.PYTHON, "a-b", "2", PackageUrl.of("pypi/a-b", "2", Map.of())));
        String text = JsonWriter.compact(Spdx.write(new Sbom(SUBJECT, List.of(new LayerContent(OS, alike)))));
        assertTrue(text.contains("\"SPDXRef-debian-libstdc.plus.plus6\""), text);
        assertTrue(text.contains("\"SPDXRef-python-a-b\"") && text.contains("\"SPDXRef-python-a-b.2\""), text);
        assertFalse(text.contains("SPDXRef-python-a_b"), text);
    }

    @Test
    void whoSeveralAreIsAnOrganization() {
        assertEquals("Person: Mark Brown (broonie@debian.org)", Spdx.originator("Mark Brown <broonie@debian.org>"));
        assertEquals(
                "Organization: Debian GCC Maintainers (debian-gcc@lists.debian.org)",
                Spdx.originator("Debian GCC Maintainers <debian-gcc@lists.debian.org>"));
        assertEquals("Organization: A. One, B. Two", Spdx.originator("A. One, B. Two"));
    }

    private static String drawn(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(DocumentsTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
