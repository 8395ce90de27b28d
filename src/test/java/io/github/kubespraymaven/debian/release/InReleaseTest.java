package io.github.kubespraymaven.debian.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.debian.DebianException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InReleaseTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = Instant.parse("2031-01-01T00:00:00Z");
    private static final String TEXT =
            """
            Origin: Debian
            Suite: stable-security
            Codename: trixie-security
            Date: Sat, 21 Nov 2026 00:53:03 UTC
            Valid-Until: Sat, 28 Nov 2026 00:53:03 UTC
            Acquire-By-Hash: yes
            Architectures: amd64 arm64
            Description: - a dash\s
             -- and more
            SHA256:
             8575ec1f224d635ce30646a2a1388bee267a7f37fae3f997687643c9ebb8fb43   378100 main/binary-amd64/Packages.xz
             05516a7e2e1f29b8f1686eb1e82c1d1142d1ab21c3398de3d3b3da977fcf60e6      143 main/binary-amd64/Release
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855        0 main/binary-arm64/Packages
            """;

    private static TestKey current;
    private static TestKey stranger;
    private static TestKey expired;
    private static TestKey subkey;

    @BeforeAll
    static void makeKeys() throws Exception {
        current = TestKey.plain("trixie security", LATER);
        stranger = TestKey.plain("a stranger", LATER);
        expired = TestKey.plain("buster", Instant.parse("2026-11-22T12:00:00Z"));
        subkey = TestKey.withSubkey("trixie archive", LATER, TestKey.maySign());
    }

    @Test
    void aSignedReleaseIsReadAsItWasSigned() throws Exception {
        Release release = verify(TestKey.sign(TEXT, HashAlgorithmTags.SHA256, current), current);
        assertEquals("trixie-security", release.codename());
        assertEquals(Instant.parse("2026-11-21T00:53:03Z"), release.date());
        assertEquals(Optional.of(Instant.parse("2026-11-28T00:53:03Z")), release.validUntil());
        assertEquals(Set.of("amd64", "arm64"), release.architectures());
        assertTrue(release.byHash());
        assertEquals(
                "main/binary-amd64/by-hash/SHA256/8575ec1f224d635ce30646a2a1388bee267a7f37fae3f997687643c9ebb8fb43",
                release.packages("main", "amd64").byHash());
        assertEquals(
                "main/binary-arm64/Packages", release.packages("main", "arm64").path());
    }

    @Test
    void aSubkeySignsForItsPrimaryKey() throws Exception {
        assertEquals(
                "trixie-security",
                verify(TestKey.sign(TEXT, HashAlgorithmTags.SHA512, subkey), subkey)
                        .codename());
    }

    @Test
    void aSubkeyThatMayNotSignSignsNothing() throws Exception {
        TestKey certifier = TestKey.withSubkey("certifier", LATER, TestKey.mayCertify());
        refused("key [0-9A-F]{16} is not known", TestKey.sign(TEXT, HashAlgorithmTags.SHA256, certifier), certifier);
    }

    @Test
    void oneGoodSignatureAmongStrangersIsEnough() throws Exception {
        byte[] file = TestKey.sign(TEXT, HashAlgorithmTags.SHA256, stranger, expired, current);
        assertEquals("trixie-security", verify(file, current, expired).codename());
    }

    @Test
    void aStrangersSignatureAloneIsRefused() throws Exception {
        refused(
                "no signature by a key of the archive: key [0-9A-F]{16} is not known. Trusted are trixie security",
                TestKey.sign(TEXT, HashAlgorithmTags.SHA256, stranger),
                current);
    }

    @Test
    void anExpiredKeysSignatureAloneIsRefused() throws Exception {
        byte[] file = TestKey.sign(TEXT, HashAlgorithmTags.SHA256, expired);
        refused("\\(buster\\) expired at 2026-11-22T12:00:00Z, before 2026-11-22T12:00:00Z", file, expired);
        // …but at a pinned instant before that it is good.
        Instant pinned = Instant.parse("2026-11-22T11:59:59Z");
        assertEquals(
                "trixie-security",
                InRelease.verify(file, "x", TestKey.ring(expired), pinned).codename());
    }

    @Test
    void aHashThatIsNoLongerTrustedIsRefused() throws Exception {
        refused("hash algorithm 2, which is not trusted", TestKey.sign(TEXT, HashAlgorithmTags.SHA1, current), current);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64|arm64", "378100|378101", "Packages|Packagez", "Origin|Orygin"})
    void aChangedTextIsRefused(String change) throws Exception {
        String signed = text(TestKey.sign(TEXT, HashAlgorithmTags.SHA256, current, stranger));
        String[] fromTo = change.split("\\|");
        refused(
                "the signature by key [0-9A-F]{16} \\(trixie security\\) is wrong: the file was changed",
                bytes(signed.replaceFirst(fromTo[0], fromTo[1])),
                current);
    }

    @Test
    void aWrongSignatureSpoilsAGoodOne() throws Exception {
        String first = text(TestKey.sign(TEXT, HashAlgorithmTags.SHA256, current));
        String other = text(TestKey.sign(TEXT.replace("378100", "9"), HashAlgorithmTags.SHA256, subkey, current));
        String spoiled = first.substring(0, first.indexOf("-----BEGIN PGP SIGNATURE"))
                + other.substring(other.indexOf("-----BEGIN PGP SIGNATURE"));
        refused("is wrong", bytes(spoiled), current, subkey);
    }

    @Test
    void textThatIsNotSignedIsRefused() throws Exception {
        String signed = text(TestKey.sign(TEXT, HashAlgorithmTags.SHA256, current));
        refused(
                "x:1: no signature: '-----BEGIN PGP SIGNED MESSAGE-----' is wanted, got 'Origin: Debian'",
                bytes(TEXT),
                current);
        refused("x:1: no signature", bytes("Codename: evil\n" + signed), current);
        refused("unsigned text after the signature", bytes(signed + "Codename: evil\n"), current);
        refused(
                "an empty line is wanted after the Hash header",
                bytes(signed.replaceFirst("\n\n", "\nCodename: evil\n\n")),
                current);
        refused("starts with '-' unescaped", bytes(signed.replaceFirst("Origin", "-Origin")), current);
        refused(
                "the signature is missing or cut off",
                bytes(signed.substring(0, signed.indexOf("-----BEGIN PGP SIGNATURE"))),
                current);
        refused("the signature is missing or cut off", bytes(signed.substring(0, signed.length() - 40)), current);
        refused("x:1: no signature", new byte[0], current);
    }

    @Test
    void whiteSpaceAtLineEndsIsNotSignedAndDoesNotMatter() throws Exception {
        String signed = text(TestKey.sign(TEXT, HashAlgorithmTags.SHA256, current));
        assertEquals(
                "trixie-security",
                verify(bytes(signed.replace("\n", " \t\r\n")), current).codename());
    }

    @Test
    void validityIsJudgedAtTheInstantTheReleaseIsUsedFor() throws Exception {
        byte[] file = TestKey.sign(TEXT, HashAlgorithmTags.SHA256, current);
        KeyRing ring = TestKey.ring(current);
        String late = assertThrows(
                        DebianException.class,
                        () -> InRelease.verify(file, "x", ring, Instant.parse("2026-11-28T00:53:04Z")))
                .getMessage();
        assertEquals(
                "x: expired at 2026-11-28T00:53:03Z, before 2026-11-28T00:53:04Z, which it is used for. Use a mirror that"
                        + " is up to date, or a snapshot with a pinned instant",
                late);
        String early = assertThrows(
                        DebianException.class,
                        () -> InRelease.verify(file, "x", ring, Instant.parse("2026-11-21T00:52:00Z")))
                .getMessage();
        assertEquals(
                "x: made at 2026-11-21T00:53:03Z, after 2026-11-21T00:52:00Z, which it is used for. Check the clock, or the"
                        + " pinned instant",
                early);
    }

    @Test
    void anotherSuiteIsRefused() throws Exception {
        Release release = verify(TestKey.sign(TEXT, HashAlgorithmTags.SHA256, current), current);
        assertEquals(release, release.requireSuite("trixie-security"));
        assertEquals(
                "x: the suite trixie is wanted, got trixie-security (stable-security)",
                assertThrows(DebianException.class, () -> release.requireSuite("trixie"))
                        .getMessage());
    }

    @Test
    void aHashForAFileOutsideOfTheArchiveIsRefused() throws Exception {
        String outside = TEXT.replace("main/binary-amd64/Release", "main/../../etc/passwd");
        refused(
                "a file outside of the archive: 'main/../../etc/passwd'",
                TestKey.sign(outside, HashAlgorithmTags.SHA256, current),
                current);
    }

    @Test
    void aKeyThatIsNotThePinnedOneIsRefused() {
        String pinned = current.paragraph().replaceFirst("Fingerprint: ....", "Fingerprint: 0000");
        String message = String.valueOf(assertThrows(IOException.class, () -> KeyRing.parse(pinned, "keys"))
                .getMessage());
        assertTrue(message.matches("keys:1: .*its fingerprint is [0-9A-F]{40}, 0000[0-9A-F]{36} is pinned"), message);
    }

    @Test
    void debiansOwnKeysAreAllThere() {
        assertEquals(
                """
                bullseye archive 1F89983E0081FDE018F3CC9673A4F27B8DD47936
                bullseye security AC530D520F2F3269F5E98313A48449044AAD5C5D
                bullseye stable release A4285295FC7B1A81600062A9605C66F00D6C9793
                bookworm archive B8B80B5B623EAB6AD8775C45B7C5D7D6350947F8
                bookworm security 05AB90340C0C5E797F44A8C8254CF3B5AEC0A8F0
                bookworm stable release 4D64FEC119C2029067D6E791F8D2585B8783D481
                trixie archive 04B54C3CDCA79751B16BC6B5225629DF75B188BD
                trixie security 5E04A1E3223A19A20706E20F9904613D4CCE68C6
                trixie stable release 41587F7DB8C774BCCF131416762F67A0B2C39DE4
                """,
                KeyRing.debian().describe().replace(", ", "\n") + "\n");
    }

    private static Release verify(byte[] file, TestKey... keys) throws IOException {
        return InRelease.verify(file, "x", TestKey.ring(keys), NOW);
    }

    private static void refused(String wanted, byte[] file, TestKey... keys) {
        String message = String.valueOf(
                assertThrows(DebianException.class, () -> verify(file, keys)).getMessage());
        assertTrue(message.startsWith("x:"), message);
        assertTrue(message.matches("(?s).*" + wanted + ".*"), message);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
