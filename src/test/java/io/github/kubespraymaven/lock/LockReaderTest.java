package io.github.kubespraymaven.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockReaderTest {
    private static final Digest HASH = Digest.of("bytes");

    private static final LockedPlatform AMD64 = new LockedPlatform(
            "linux/amd64",
            List.of("requirement jmespath==1.1.0", "from debian:bookworm"),
            Optional.empty(),
            Optional.of(new Locked.Kubectl("v1.34.5", HASH)),
            List.of(
                    new Locked.Deb(
                            "jq", "1.6-2.1", "amd64", "bookworm", "pool/jq_1.6-2.1_amd64.deb", 64, HASH, "asked for"),
                    new Locked.Deb(
                            "libjq1",
                            "2:1.6-2.1",
                            "amd64",
                            "bookworm",
                            "pool/libjq1_1.6-2.1_amd64.deb",
                            128,
                            HASH,
                            "for jq")),
            List.of(new Locked.Python(
                    "jmespath", "1.1.0", "jmespath-1.1.0-py3-none-any.whl", 20, HASH, Locked.ASKED_FOR)));

    private static final Lock LOCK = Lock.of(Instant.parse("2026-11-01T00:00:00Z"), List.of(AMD64));

    private static final String TEXT =
            """
            kubespray.lock 1
            # What a base image is made of. Written by the goal lock, read by build-base and build; not to be changed by hand.
            instant 2026-11-01T00:00:00Z

            platform linux/amd64
            inputs INPUTS
            input from debian:bookworm
            input requirement jmespath==1.1.0
            kubectl v1.34.5 HASH
            deb jq 1.6-2.1 amd64 bookworm pool/jq_1.6-2.1_amd64.deb 64 HASH asked for
            deb libjq1 2:1.6-2.1 amd64 bookworm pool/libjq1_1.6-2.1_amd64.deb 128 HASH for jq
            python jmespath 1.1.0 jmespath-1.1.0-py3-none-any.whl 20 HASH asked for
            """
                    .replace(
                            "INPUTS",
                            Digest.of("from debian:bookworm\nrequirement jmespath==1.1.0")
                                    .toString())
                    .replace("HASH", HASH.toString());

    @Test
    void whatIsWrittenIsOneThingALineAndReadAsItWas() throws Exception {
        assertEquals(TEXT, LOCK.text());
        assertEquals(LOCK, LockReader.read(TEXT));
        assertEquals(LOCK, LockReader.read(TEXT.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            kubespray.lock 1           | kubespray.lock 2                 | 1: this lock has format 2, and this plugin reads format 1
            kubespray.lock 1           | something else                   | 1: 'something else' is no head of a lock
            instant 2026-11-01T00:00:00Z | instant yesterday              | 3: 'yesterday' is no instant
            platform linux/amd64       | <<<<<<< HEAD                     | 5: a conflict of a merge is left here
            input from debian:bookworm | input from debian:trixie         | 5: the inputs of linux/amd64 are not those
            kubectl v1.34.5            | kubeadm v1.34.5                  | 9: 'kubeadm v1.34.5
            deb libjq1 2:1.6-2.1       | deb jq 1.6-2.1                   | 11: the path pool/libjq1_1.6-2.1_amd64.deb is not that of jq
            pool/jq_1.6-2.1_amd64      | pool/jq_1.6-2.2_amd64            | 10: the path pool/jq_1.6-2.2_amd64.deb is not that of jq 1.6-2.1
            pool/jq_1.6-2.1_amd64      | pool/../jq_1.6-2.1_amd64         | 10: the path pool/../jq_1.6-2.1_amd64.deb is not that of jq
            amd64.deb 64               | amd64.deb 6x4                    | 10: '6x4' is no number of bytes
            whl 20 sha256:             | whl 20 sha512:                   | 12: 'sha512:
            whl 20 sha256:             | whl 20 sha256:0                  | 12: 'sha256:0
            jmespath-1.1.0-py3         | other-1.1.0-py3                  | 12: the file other-1.1.0-py3-none-any.whl is none of jmespath
            python jmespath 1.1.0      | python jmespath 1.1.1            | 12: the file jmespath-1.1.0-py3-none-any.whl is none of jmespath 1.1.1
            deb jq 1.6-2.1             | deb jq 1.7                       | 10: the path pool/jq_1.6-2.1_amd64.deb is not that of jq 1.7 for amd64
            whl 20 sha256:             | whl -20 sha256:                  | 12: '-20' is no number of bytes
            whl 20 sha256:             | whl 20000000000000000000 sha256: | 12: '20000000000000000000' is no number of bytes
            kubectl v1.34.5            | kubectl 1.34.5                   | 9: 'kubectl 1.34.5
            kubectl v1.34.5            | kubectl                          | 9: 'kubectl
            platform linux/amd64       | platform linux/arm64             | 10: jq is for amd64, and stands below linux/arm64
            platform linux/amd64       | platform linux/s390x             | 5: 'linux/s390x' is no platform
            instant 2026               | =======                          | 3: a conflict of a merge is left here
            python jmespath            | >>>>>>> theirs                   | 12: a conflict of a merge is left here
            kubespray.lock 1           | kubespray.lock 10                | 1: this lock has format 10, and this plugin reads format 1
            python jmespath 1.1.0      | wheel jmespath 1.1.0             | 12: 'wheel jmespath 1.1.0
            """)
    void aLineThatWasChangedIsNamed(String text, String other, String problem) {
        UserErrorException refused =
                assertThrows(UserErrorException.class, () -> LockReader.read(TEXT.replaceFirst(text, other)));
        String message = String.valueOf(refused.getMessage());
        assertEquals(
                "kubespray.lock:" + problem, message.substring(0, Math.min(message.length(), 15 + problem.length())));
    }

    @Test
    void aLineThatIsThereTwiceIsNamed() {
        String line = "deb jq 1.6-2.1 amd64 bookworm pool/jq_1.6-2.1_amd64.deb 64 " + HASH + " asked for\n";
        UserErrorException refused =
                assertThrows(UserErrorException.class, () -> LockReader.read(TEXT.replace(line, line + line)));
        assertEquals(
                "kubespray.lock:11: 'deb jq' is there twice; take the change back, or delete the file and lock again: mvn kubespray:lock",
                refused.getMessage());
    }

    @Test
    void platformsDistributionsAndInputsThatAreThereTwiceAreNamed() {
        String platform = TEXT.substring(TEXT.indexOf("platform "));
        String python = TEXT.substring(TEXT.indexOf("python "));
        String input = "input from debian:bookworm\n";
        assertEquals("15: the platform linux/amd64 is there twice", refused(TEXT + "\n\n" + platform));
        assertEquals("13: 'python jmespath' is there twice", refused(TEXT + python));
        assertEquals("8: 'input from debian:bookworm' is there twice", refused(TEXT.replace(input, input + input)));
    }

    private static String refused(String text) {
        UserErrorException refused = assertThrows(UserErrorException.class, () -> LockReader.read(text));
        return String.valueOf(refused.getMessage())
                .replaceFirst("^kubespray.lock:", "")
                .replaceFirst(";.*", "");
    }

    @Test
    void theLinesThatNameAFileAreFound() {
        String deb = "deb jq 1.6-2.1 amd64 bookworm pool/jq_1.6-2.1_amd64.deb 64 " + HASH + " asked for";
        assertEquals(
                List.of("kubespray.lock:10: " + deb),
                LockLines.naming(TEXT, AMD64, "jq_1.6-2.1_amd64.deb: got 3 bytes, wanted 64"));
        assertEquals(List.of(), LockLines.naming(TEXT, AMD64, "the network is down"));
    }

    @Test
    void theLinesOfPlatformsAreKnown() {
        assertEquals(
                Map.of("linux/amd64", 5, "linux/arm64", 15),
                LockLines.platforms(TEXT + "\n\nplatform linux/arm64\ninputs x\n"));
    }

    @Test
    void otherInputsAreToldApart() {
        assertEquals(List.of(), AMD64.stale(List.of("from debian:bookworm", "requirement jmespath==1.1.0")));
        assertEquals(
                List.of(
                        "only in the lock: requirement jmespath==1.1.0",
                        "not in the lock: requirement jmespath==1.0.1"),
                AMD64.stale(List.of("from debian:bookworm", "requirement jmespath==1.0.1")));
    }

    @Test
    void changesAreATable() {
        LockedPlatform later = new LockedPlatform(
                AMD64.platform(),
                AMD64.inputs(),
                Optional.empty(),
                AMD64.kubectl(),
                List.of(
                        AMD64.debs().get(0),
                        new Locked.Deb(
                                "libonig5",
                                "6.9",
                                "amd64",
                                "bookworm",
                                "pool/libonig5_6.9_amd64.deb",
                                9,
                                HASH,
                                "for jq")),
                List.of(new Locked.Python(
                        "jmespath", "1.2.0", "jmespath-1.2.0-py3-none-any.whl", 21, Digest.of("others"), "asked for")));
        assertEquals(
                List.of(
                        "  deb libjq1       2:1.6-2.1 -> -",
                        "  deb libonig5     - -> 6.9",
                        "  python jmespath  1.1.0 -> 1.2.0"),
                LockChanges.between(Optional.of(AMD64), later));
    }
}
