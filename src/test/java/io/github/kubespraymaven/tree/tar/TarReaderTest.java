package io.github.kubespraymaven.tree.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of any archive, and what of none. {@link TinyTar} writes the root's entry first. */
class TarReaderTest {
    private static final String ROOT = "DIRECTORY 0755 0:0 ./\n";

    private static String read(TarDialect dialect, byte[] bytes) throws IOException {
        StringJoiner lines = new StringJoiner("\n");
        TarReader tar = new TarReader(
                new ByteArrayInputStream(bytes),
                dialect,
                TarErrors.of((problem, cause) -> new IOException(problem, cause.orElse(null))));
        for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarMember member = next.get();
            String content = new String(tar.content().readAllBytes(), StandardCharsets.UTF_8);
            lines.add(String.format(
                            "%s %04o %d:%d %s %s %s",
                            member.type(),
                            member.permissions(),
                            member.uid(),
                            member.gid(),
                            member.name(),
                            member.linkTarget(),
                            content)
                    .strip());
        }
        assertEquals(Optional.empty(), tar.next());
        return lines.toString();
    }

    private static String refusal(TarDialect dialect, byte[] tar) {
        return String.valueOf(
                assertThrows(IOException.class, () -> read(dialect, tar)).getMessage());
    }

    private static byte[] file() throws IOException {
        return TinyTar.of(tar -> tar.file("a", 0644, "text"));
    }

    @ParameterizedTest
    @EnumSource
    void allKindsAreTold(TarDialect dialect) throws IOException {
        byte[] tar = TinyTar.of(t -> t.file("file", 04755, "text")
                .symlink("link", "../file")
                .hardLink("hard", "file")
                .entry("chr", TarConstants.LF_CHR, 0600, 0, 5, "", "")
                .entry("blk", TarConstants.LF_BLK, 0600, "", "")
                .entry("pipe", TarConstants.LF_FIFO, 0600, "", "")
                .entry("large", TarConstants.LF_NORMAL, 0600, 1 << 20, 1 << 19, "", "")
                .entry("more", (byte) 'M', 0600, "", "more"));
        assertEquals(
                ROOT
                        + """
                        FILE 4755 0:0 ./file  text
                        SYMLINK 0777 0:0 ./link ../file
                        HARD_LINK 0755 0:0 ./hard ./file
                        CHARACTER_DEVICE 0600 0:5 ./chr
                        BLOCK_DEVICE 0600 0:0 ./blk
                        PIPE 0600 0:0 ./pipe
                        FILE 0600 1048576:524288 ./large
                        OTHER 0600 0:0 ./more  more""",
                read(dialect, tar));
    }

    @ParameterizedTest
    @EnumSource
    void longNamesAndTargetsAreReadInEveryForm(TarDialect dialect) throws IOException {
        String name = "usr/" + "ő".repeat(60) + "/" + "b".repeat(200);
        String target = "../" + "t".repeat(300);
        for (int form : new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
            assertEquals(
                    ROOT + "FILE 0644 0:0 ./" + name + "  text\nSYMLINK 0777 0:0 ./link " + target,
                    read(dialect, TinyTar.of(form, tar -> tar.file(name, 0644, "text")
                            .symlink("link", target))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNamePrefixOfUstarIsPutBefore(TarDialect dialect) throws IOException {
        byte[] ustar = TinyTar.with(file(), 345, "./usr/share");
        assertEquals(ROOT + "FILE 0644 0:0 ./usr/share/name  text", read(dialect, TinyTar.with(ustar, 0, "name\0\0")));
        byte[] gnu = TinyTar.with(TinyTar.with(file(), 345, "./usr/share"), 257, "ustar  \0");
        assertEquals(ROOT + "FILE 0644 0:0 ./a  text", read(dialect, gnu));
    }

    @ParameterizedTest
    @EnumSource
    void aV7DirectoryIsAFileWithASlash(TarDialect dialect) throws IOException {
        byte[] v7 = TinyTar.with(TinyTar.of(tar -> tar.file("a", 0755, "")), 156, "\0");
        assertEquals(ROOT + "FILE 0755 0:0 ./a", read(dialect, v7));
        assertEquals(ROOT + "DIRECTORY 0755 0:0 ./a/", read(dialect, TinyTar.with(v7, 0, "./a/")));
    }

    @ParameterizedTest
    @EnumSource
    void aHeaderWithAWrongChecksumIsRefused(TarDialect dialect) throws IOException {
        byte[] tar = file();
        tar[512] ^= 1;
        assertEquals("a header whose checksum is wrong, after entry 1", refusal(dialect, tar));
        byte[] none = file();
        none[512 + 148] = 'x';
        assertEquals("a header whose checksum is wrong, after entry 1", refusal(dialect, none));
    }

    @ParameterizedTest
    @EnumSource
    void numbersThatAreNoneAreRefused(TarDialect dialect) throws IOException {
        for (String size : new String[] {"-1         \0", "9\0", "0x4\0", "\u00ff".repeat(8)}) {
            assertEquals("./a: its size is not a number", refusal(dialect, TinyTar.with(file(), 124, size)));
        }
        for (int offset : new int[] {100, 108, 116}) {
            assertEquals(
                    "./a: its mode or owner cannot be", refusal(dialect, TinyTar.with(file(), offset, "-1     \0")));
            assertEquals(
                    "./a: its mode or owner cannot be",
                    refusal(dialect, TinyTar.with(file(), offset, "\u00ff".repeat(8))));
        }
        assertEquals(
                "./a: its pax header's size is not a number", refusal(dialect, TinyTar.extension("x", "11 size=-1\n")));
        assertEquals("./a: its pax header's uid is not a number", refusal(dialect, TinyTar.extension("x", "7 uid=\n")));
    }

    @ParameterizedTest
    @EnumSource
    void aSizeBeyondTheArchivesEndIsRefused(TarDialect dialect) throws IOException {
        byte[] tar = file();
        assertEquals(
                "./a: cut off: " + (077777777777L - (tar.length - 2 * 512)) + " of its 8589934591 bytes are missing",
                refusal(dialect, TinyTar.with(tar, 124, "77777777777\0")));
        IOException refused = assertThrows(IOException.class, () -> read(dialect, Arrays.copyOf(file(), 2 * 512 + 3)));
        assertEquals("./a: cut off: 1 of its 4 bytes are missing", refused.getMessage());
        assertInstanceOf(EOFException.class, refused.getCause());
        assertEquals(
                "./a: what fills its last block is cut off: 500 of its 508 bytes are missing",
                refusal(dialect, Arrays.copyOf(file(), 2 * 512 + 12)));
        assertEquals("cut off", refusal(dialect, Arrays.copyOf(file(), 512 + 100)));
    }

    @ParameterizedTest
    @EnumSource
    void contentOfWhatIsNoFileIsRefused(TarDialect dialect) throws IOException {
        for (String flag : new String[] {"1b", "2b", "3", "4", "5", "6"}) {
            assertEquals(
                    "./a: 4 bytes of content, and it is no file", refusal(dialect, TinyTar.with(file(), 156, flag)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAreNotEmptyHoldNoNulAndOnlyDirectoriesEndInASlash(TarDialect dialect) throws IOException {
        assertEquals(": an empty name", refusal(dialect, TinyTar.with(file(), 0, "\0\0\0")));
        String before = "./a: ";
        assertEquals(
                "a?b: a NUL in its name", refusal(dialect, withPax("12 path=a\0b\n", tar -> tar.file("b", 0644, ""))));
        assertEquals(
                "./b: a NUL in its target",
                refusal(dialect, withPax("16 linkpath=a\0b\n", tar -> tar.symlink("b", "x"))));
        assertEquals(
                before + "a slash behind its name, and it is no directory",
                refusal(dialect, TinyTar.with(file(), 0, "./a/")).replace("a/", "a"));
        assertEquals(
                before + "a link's target has 1 to 4095 bytes, got 0",
                refusal(dialect, TinyTar.of(tar -> tar.symlink("a", ""))));
        assertEquals(
                before + "a link's target has 1 to 4095 bytes, got 4096",
                refusal(dialect, TinyTar.of(tar -> tar.symlink("a", "x".repeat(4096)))));
    }

    /** A pax header with these records before what is drawn. */
    private static byte[] withPax(String records, TinyDeb.Drawing drawing) throws IOException {
        byte[] header = TinyTar.extension("x", records);
        byte[] rest = TinyTar.of(drawing);
        byte[] tar = Arrays.copyOf(header, 3 * 512 + rest.length - 512);
        System.arraycopy(rest, 512, tar, 3 * 512, rest.length - 512);
        return tar;
    }

    @ParameterizedTest
    @EnumSource
    void sparseFilesAreRefused(TarDialect dialect) throws IOException {
        String wanted = "./a: a sparse file, where files, directories and links may be";
        assertEquals(wanted, refusal(dialect, TinyTar.with(file(), 156, "S")));
        assertEquals(wanted, refusal(dialect, TinyTar.extension("x", "25 GNU.sparse.realsize=9\n")));
        assertEquals(wanted, refusal(dialect, TinyTar.extension("g", "25 GNU.sparse.realsize=9\n")));
    }

    @ParameterizedTest
    @EnumSource
    void paxHeadersAreWellFormed(TarDialect dialect) throws IOException {
        for (String flag : new String[] {"x", "g"}) {
            for (String records :
                    new String[] {"nonsense", "99 path=b\n", "10 path=bc", "5 ab\n", "0 a=b\n", " 9 a=b\n"}) {
                assertEquals(
                        "./a: its pax header is malformed",
                        refusal(dialect, TinyTar.extension(flag, records)),
                        records);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPaxHeaderForAllEntriesSaysNothingThatEachHasOfItsOwn(TarDialect dialect) throws IOException {
        assertEquals(ROOT.strip(), read(dialect, TinyTar.extension("g", "13 comment=a\n")));
        assertEquals(
                "./a: a pax header for all entries that says their path",
                refusal(dialect, TinyTar.extension("g", "10 path=b\n")));
        assertEquals(
                "./a: a pax header for all entries that says their size",
                refusal(dialect, TinyTar.extension("g", "10 size=1\n")));
        assertEquals(
                "./a: a pax header for all entries that says their uid",
                refusal(dialect, TinyTar.extension("g", "8 uid=1\n")));
    }

    @Test
    void headersForNamesAreBounded() throws IOException {
        for (String flag : new String[] {"L", "K", "x", "g"}) {
            byte[] huge = TinyTar.with(TinyTar.extension(flag, "text"), 124, "04000000000\0");
            assertEquals(
                    "a header for a long name: it may have 65536 bytes, got 536870912",
                    refusal(TarDialect.EXACT, huge));
            assertEquals(
                    "a header for a long name: it may have 1048576 bytes, got 536870912",
                    refusal(TarDialect.ANY, huge));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingFollowsTheEnd(TarDialect dialect) throws IOException {
        byte[] tar = file();
        byte[] padded = Arrays.copyOf(tar, tar.length + 20_000);
        assertEquals(ROOT + "FILE 0644 0:0 ./a  text", read(dialect, padded));
        padded[padded.length - 1] = 1;
        assertEquals("something follows its end", refusal(dialect, padded));
        byte[] second = Arrays.copyOf(tar, 2 * tar.length);
        System.arraycopy(tar, 0, second, tar.length, tar.length);
        assertEquals("something follows its end", refusal(dialect, second));
    }

    /** The stream may count or hash them. */
    @Test
    void contentsThatNobodyWantsAreReadAllTheSame() throws IOException {
        byte[] bytes = TinyTar.of(tar -> tar.file("a", 0644, "x".repeat(70_000)));
        MessageDigest seen = Algorithm.SHA256.start();
        TarReader tar = new TarReader(
                new BufferedInputStream(new DigestInputStream(new ByteArrayInputStream(bytes), seen), 600),
                TarDialect.EXACT,
                TarErrors.of((problem, cause) -> new IOException(problem, cause.orElse(null))));
        while (tar.next().isPresent()) {
            assertEquals(tar.content().size(), tar.content().rest());
        }
        assertEquals(Digest.of(bytes), Digest.finish(seen));
    }

    @Test
    void anEndThatIsTheStreamsIsOneOnlyWhereManyProgramsWrite() throws IOException {
        byte[] unmarked = Arrays.copyOf(file(), 3 * 512);
        assertEquals(ROOT + "FILE 0644 0:0 ./a  text", read(TarDialect.ANY, unmarked));
        assertEquals("cut off", refusal(TarDialect.EXACT, unmarked));
    }

    @Test
    void aNameThatIsNotUtf8IsOneOnlyWhereManyProgramsWrite() throws IOException {
        byte[] latin = TinyTar.with(file(), 0, "./\u00e9");
        assertEquals(ROOT + "FILE 0644 0:0 ./\ufffd  text", read(TarDialect.ANY, latin));
        assertEquals("a name is not UTF-8", refusal(TarDialect.EXACT, latin));
        byte[] link = TinyTar.with(TinyTar.of(tar -> tar.symlink("a", "b")), 157, "\u00e9");
        assertEquals(ROOT + "SYMLINK 0777 0:0 ./a \ufffd", read(TarDialect.ANY, link));
        assertEquals("./a: its target is not UTF-8", refusal(TarDialect.EXACT, link));
    }
}
