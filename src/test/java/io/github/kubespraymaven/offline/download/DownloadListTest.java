package io.github.kubespraymaven.offline.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.manifest.FileEntry;
import io.github.kubespraymaven.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadListTest {
    private static final String SUM = Digest.of("a").toString();

    @TempDir
    Path work;

    @Test
    void aLineHasAnAddressAndMayHaveASumAndARemark() throws IOException {
        DownloadList list = read("\ufeff# ours\n\nhttps://example.com/a  " + SUM.toUpperCase(Locale.ROOT)
                + " # the first\n\thttps://example.com/b#c\r\n");
        assertEquals(
                List.of("example.com/a", "example.com/b"),
                list.files().stream().map(file -> file.name().toString()).toList());
        assertEquals(Optional.of(Digest.of("a")), list.files().get(0).digest());
        assertEquals(FileTrust.LIST, list.files().get(0).trust());
        assertEquals(FileTrust.FIRST_USE, list.files().get(1).trust());
    }

    @Test
    void anAddressThatStandsTwiceIsFetchedOnceByWhateverSumThereIs() throws IOException {
        DownloadList list = read("https://example.com/a\nhttps://example.com/a " + SUM + "\nhttps://example.com/a\n");
        assertEquals(1, list.files().size());
        assertEquals(Optional.of(Digest.of("a")), list.files().get(0).digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:///etc/passwd|line 1: 'file:///etc/passwd' is no http or https address",
                "ftp://example.com/a|line 1: 'ftp://example.com/a' is no http or https address",
                "example.com/a|line 1: 'example.com/a' is no http or https address",
                "https://example.com/%2e%2e/a|line 1: 'https://example.com/%2e%2e/a': its path would leave the tree",
                "https://example.com/a b c|line 1: wanted an address, and a sum at most, got 3 words",
                "https://example.com/a sha256:12|line 1: not a sha256 value (64 lower-case hexadecimal digits): '12'",
                "https://example.com/a md5:12|line 1: not a digest (sha256:…, sha384:… or sha512:…): 'md5:12'",
                "https://files.json/a|line 1: 'https://files.json/a': the tree has names of that kind for itself",
                "https://example.com/.a.part|line 1: 'https://example.com/.a.part': the tree has names of that kind for itself",
                "https://us:geheim@exa mple.com/a|line 1: not a digest",
                "https://us:geheim@ex_ample.com/a|line 1: 'https://…@ex_ample.com/a' is no http or https address of a host",
            })
    void aLineThatCannotBeDownloadedIsNamed(String line, String problem) {
        String message = refusal(() -> read(line));
        assertTrue(message.contains("has 1 line that cannot be downloaded; nothing was fetched:\n  "), message);
        assertTrue(message.contains(problem), message);
        assertFalse(message.contains("geheim"), message);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        String message = refusal(() -> read("https://example.com/a " + SUM + "\nhttps://example.com/a " + Digest.of("b")
                + "\nhttps://EXAMPLE.com//a\nhttps://example.com/a/b\n"));
        assertTrue(message.contains("line 2: https://example.com/a has another sum than in line 1"), message);
        assertTrue(
                message.contains(
                        "line 3: https://example.com//a would have the name of https://example.com/a (line 1)"),
                message);
        assertTrue(message.contains("line 4: example.com/a would be a file (line 1) and a folder"), message);
    }

    @Test
    void aListThatIsNotThereIsNamed() {
        String message = refusal(() -> DownloadList.read(work.resolve("none")));
        assertTrue(message.startsWith("files: there is no list " + work.resolve("none")), message);
    }

    @Test
    void aListThatIsNoTextIsRefused() throws IOException {
        Path list = Files.write(work.resolve("list"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
        assertTrue(refusal(() -> DownloadList.read(list)).endsWith("is no text in UTF-8."));
    }

    @Test
    void aDownloadOfKubespraysHasItsSum() throws IOException {
        List<WantedFile> files =
                of(entry("a", Optional.of(SUM), true, "downloads")).files();
        assertEquals(Optional.of(Digest.of("a")), files.get(0).digest());
        assertEquals(FileTrust.KUBESPRAY, files.get(0).trust());
    }

    @Test
    void whatKubesprayHasNoSumForIsAnErrorWhereItIsDownloadedAndElseAWarning() throws IOException {
        String message = refusal(() -> of(entry("kata", Optional.empty(), true, "downloads")));
        assertTrue(
                message.contains(
                        "kata (linux/amd64): kubespray has no sum for https://example.com/kata, and its own role"
                                + " refuses such a file: take a version that it knows, or give the sum by extraVars"),
                message);
        DownloadList off = of(
                entry("kata", Optional.empty(), false, "downloads"), entry("a", Optional.of(SUM), true, "downloads"));
        assertEquals(1, off.files().size());
        assertEquals(1, off.warnings().size());
    }

    @Test
    void whatNoDownloadOfKubespraysNamesIsTakenAsItComes() throws IOException {
        List<WantedFile> files =
                of(entry("chart", Optional.empty(), true, "chart")).files();
        assertEquals(FileTrust.FIRST_USE, files.get(0).trust());
    }

    @Test
    void anInventoryThatPointsAtAMirrorIsWarnedOf() throws IOException {
        FileEntry mirrored = new FileEntry(
                "kubectl",
                "https://files.example.com/dl.k8s.io/release/v1/kubectl",
                Optional.of(SUM),
                Optional.empty(),
                List.of(),
                List.of(),
                true,
                "downloads");
        DownloadList list = of(mirrored);
        assertEquals(1, list.files().size());
        assertTrue(
                list.warnings()
                        .get(0)
                        .startsWith(
                                "kubectl (linux/amd64): the inventory names"
                                        + " https://files.example.com/dl.k8s.io/release/v1/kubectl, which seems to be a mirror"),
                list.warnings()::toString);
    }

    @Test
    void aSumOfKubespraysThatIsTooShortIsNamed() {
        String message = refusal(() -> of(entry("a", Optional.of("sha256:12"), true, "downloads")));
        assertTrue(message.contains("a (linux/amd64): kubespray's sum is not a sha256 value"), message);
    }

    private DownloadList read(String text) throws IOException {
        return DownloadList.read(Files.writeString(work.resolve("list"), text));
    }

    private static DownloadList of(FileEntry... files) throws IOException {
        Manifest manifest = new Manifest("v1", "linux/amd64", Map.of(), List.of(files), List.of(), List.of());
        return DownloadList.of(List.of(manifest), ChartFiles.NONE);
    }

    private static FileEntry entry(String name, Optional<String> checksum, boolean enabled, String from) {
        return new FileEntry(
                name, "https://example.com/" + name, checksum, Optional.empty(), List.of(), List.of(), enabled, from);
    }

    private static String refusal(Executable work) {
        return String.valueOf(assertThrows(UserErrorException.class, work).getMessage());
    }
}
