package io.github.kubespraymaven.registry.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "debian, docker.io/library/debian, latest",
        "debian:trixie, docker.io/library/debian:trixie, trixie",
        "bitnami/nginx, docker.io/bitnami/nginx, latest",
        "docker.io/debian, docker.io/library/debian, latest",
        "index.docker.io/bitnami/nginx:1, docker.io/bitnami/nginx:1, 1",
        "localhost/a, localhost/a, latest",
        "localhost:5000/a:b, localhost:5000/a:b, b",
        "Reg.Example.COM/a, reg.example.com/a, latest",
        "quay.io/a/b_c/d__e/f-g.h:v1.0_x-Y, quay.io/a/b_c/d__e/f-g.h:v1.0_x-Y, v1.0_x-Y",
        "[::1]:5000/a:b, [::1]:5000/a:b, b",
    })
    void referencesAreReadAsDockerReadsThem(String text, String whole, String target) {
        Reference reference = Reference.parse(text);
        assertEquals(whole, reference.toString());
        assertEquals(target, reference.target());
    }

    @Test
    void theDigestDecidesOverTheTag() {
        Reference reference = Reference.parse("quay.io/a/b:v1@sha256:" + HEX);
        assertEquals("quay.io/a/b:v1@sha256:" + HEX, reference.toString());
        assertEquals("sha256:" + HEX, reference.target());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quay.io/Team/a|the name must be lower case: 'team/a'",
                "quay.io/a b|'a b' is no name",
                "quay.io/a//b|'a//b' is no name",
                "quay.io/../b|'../b' is no name",
                "quay.io/a:|'' is no tag",
                "quay.io/a:-b|'-b' is no tag",
                "quay.io/a@sha256:12|not a sha256 value",
                "quay.io/a@md5:12|not a digest",
                "-quay.io/a|'-quay.io' is no host",
                "quay.io:port/a|'quay.io:port' is no host",
                "''|'library/' is no name",
            })
    void whatIsWrongIsNamed(String text, String problem) {
        String message = String.valueOf(assertThrows(InvalidReferenceException.class, () -> Reference.parse(text))
                .getMessage());
        assertEquals(true, message.contains(problem), message);
    }

    @Test
    void hostAndNameHaveTheLengthThatRegistriesTake() {
        Repository longest = new Repository("quay.io", "a".repeat(255 - "quay.io/".length()));
        assertEquals(255, longest.toString().length());
        assertEquals(
                "'quay.io/" + "a".repeat(248)
                        + "' is no image reference (HOST/NAME[:TAG][@DIGEST]): host and name have 256 characters,"
                        + " registries take 255",
                assertThrows(InvalidReferenceException.class, () -> new Repository("quay.io", "a".repeat(248)))
                        .getMessage());
    }

    @Test
    void aTagHasAtMost128Characters() {
        assertEquals("t".repeat(128), Reference.parse("a:" + "t".repeat(128)).target());
        assertThrows(InvalidReferenceException.class, () -> Reference.parse("a:" + "t".repeat(129)));
    }

    @Test
    void aRepositoryIsNoImage() {
        assertEquals("quay.io/a", Repository.parse("quay.io/a").toString());
        assertThrows(InvalidReferenceException.class, () -> Repository.parse("quay.io/a:b"));
    }
}
