package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.VerifyingInputStream;
import io.github.kubespraymaven.python.PythonException.WheelException;
import io.github.kubespraymaven.python.zip.ZipArchive;
import io.github.kubespraymaven.python.zip.ZipMember;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An archive that has passed as a wheel: its dist-info, WHEEL and RECORD are there and agree with its members. */
public final class Wheel {
    /** The newest major version of the format that this follows. */
    private static final int MAJOR = 1;

    private static final int MAX_RECORD = 1 << 26;
    private static final int MAX_METADATA = 1 << 24;
    private static final Pattern WHEEL_VERSION = Pattern.compile("(?m)^Wheel-Version:[ \t]*(\\d{1,6})\\.\\d{1,6}\\s*$");

    private final ZipArchive archive;
    private final String stem;
    private final Map<String, RecordRow> record;

    private Wheel(ZipArchive archive, String stem, Map<String, RecordRow> record) {
        this.archive = archive;
        this.stem = stem;
        this.record = record;
    }

    /**
     * Checks an archive's form. Its files' bytes are verified when they are read.
     *
     * @param filename its file name, whose first two parts name its dist-info
     * @throws WheelException if dist-info, WHEEL or RECORD are missing, not its own or too new, or RECORD and the archive
     *     do not list the same files
     */
    public static Wheel of(ZipArchive archive, String filename) throws IOException {
        String stem = stem(archive, filename);
        String version = text(archive, stem + ".dist-info/WHEEL", MAX_METADATA);
        Matcher declared = WHEEL_VERSION.matcher(version);
        if (!declared.find()) {
            throw new WheelException(archive.what(), "its WHEEL file has no Wheel-Version");
        }
        if (Integer.parseInt(declared.group(1)) > MAJOR) {
            throw new WheelException(
                    archive.what(),
                    declared.group().strip() + ": newer than the " + MAJOR
                            + ".x that is known here; update this plugin");
        }
        String recordName = stem + ".dist-info/RECORD";
        Wheel wheel =
                new Wheel(archive, stem, RecordReader.read(text(archive, recordName, MAX_RECORD), archive.what()));
        wheel.checkRecord(recordName);
        return wheel;
    }

    /**
     * Returns the text of METADATA, for the resolution: nothing else is looked at.
     *
     * @param filename the wheel's file name
     * @throws WheelException if its dist-info or METADATA are missing or not its own
     */
    public static String metadata(ZipArchive archive, String filename) throws IOException {
        return text(archive, stem(archive, filename) + ".dist-info/METADATA", MAX_METADATA);
    }

    /** Returns the directory of a wheel's metadata, without its {@code .dist-info}. */
    private static String stem(ZipArchive archive, String filename) throws WheelException {
        TreeSet<String> found = new TreeSet<>();
        for (String name : archive.members().keySet()) {
            int slash = name.indexOf('/');
            if (slash > 0 && name.startsWith(".dist-info", slash - 10)) {
                found.add(name.substring(0, slash - 10));
            }
        }
        if (found.size() != 1) {
            throw new WheelException(
                    archive.what(),
                    "one directory NAME-VERSION.dist-info was wanted, got " + (found.isEmpty() ? "none" : found));
        }
        String[] wanted = filename.split("-", -1);
        String[] got = found.first().split("-", -1);
        if (wanted.length < 5
                || got.length != 2
                || !normalized(got[0]).equals(normalized(wanted[0]))
                || !normalized(got[1]).equals(normalized(wanted[1]))) {
            throw new WheelException(
                    archive.what(), "its metadata is that of another distribution: " + found.first() + ".dist-info");
        }
        return found.first();
    }

    private static String normalized(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    private static String text(ZipArchive archive, String name, int most) throws IOException {
        Optional<ZipMember> member = archive.find(name);
        if (member.isEmpty()) {
            throw new WheelException(archive.what(), "has no " + name);
        }
        return new String(archive.read(member.get(), most), StandardCharsets.UTF_8);
    }

    /** The installer's part of the standard: everything but RECORD and its signatures is listed with a hash. */
    private void checkRecord(String recordName) throws WheelException {
        for (ZipMember member : archive.members().values()) {
            if (member.name().equals(recordName) || isSignature(member.name())) {
                continue;
            }
            RecordRow row = record.get(member.name());
            if (row == null || row.digest().isEmpty()) {
                throw new WheelException(
                        archive.what(), "RECORD lists no " + (row == null ? "" : "hash of ") + member.name());
            }
            if (row.size().isPresent() && row.size().getAsLong() != member.size()) {
                throw new WheelException(
                        archive.what(),
                        "RECORD says that " + member.name() + " has "
                                + row.size().getAsLong() + " bytes, it has " + member.size());
            }
        }
        for (String path : record.keySet()) {
            if (!path.endsWith("/") && archive.find(path).isEmpty()) {
                throw new WheelException(archive.what(), "RECORD lists " + path + ", which is not there");
            }
        }
    }

    private boolean isSignature(String name) {
        return name.equals(stem + ".dist-info/RECORD.jws") || name.equals(stem + ".dist-info/RECORD.p7s");
    }

    /** Returns name and version as its directories write them, for example {@code ansible_core-2.18.19}. */
    public String stem() {
        return stem;
    }

    /** Returns what it is, as errors name it. */
    String what() {
        return archive.what();
    }

    /** Returns the files to install, by name: all but RECORD and its signatures, which are no longer true then. */
    Map<String, ZipMember> files() {
        Map<String, ZipMember> files = new LinkedHashMap<>(archive.members());
        files.keySet().removeIf(name -> name.equals(stem + ".dist-info/RECORD") || isSignature(name));
        return files;
    }

    /** Returns RECORD's line about a file that {@link #files} lists. */
    RecordRow row(ZipMember member) {
        RecordRow row = record.get(member.name());
        if (row == null) {
            throw new IllegalArgumentException("no file of " + what() + ": " + member.name());
        }
        return row;
    }

    /** Opens a file; the stream ends with an error where its bytes are not those that RECORD lists. */
    InputStream open(ZipMember member) throws IOException {
        Optional<Digest> digest = row(member).digest();
        InputStream in = archive.open(member);
        return digest.isEmpty()
                ? in
                : new VerifyingInputStream(
                        in, what() + ", " + member.name(), digest.get(), OptionalLong.of(member.size()));
    }

    /**
     * Returns a file of the dist-info directory, verified.
     *
     * @throws WheelException if it has more than 16 MiB
     */
    public Optional<String> metadata(String name) throws IOException {
        Optional<ZipMember> member = archive.find(stem + ".dist-info/" + name);
        return member.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(bytes(member.get()), StandardCharsets.UTF_8));
    }

    byte[] bytes(ZipMember member) throws IOException {
        if (member.size() > MAX_METADATA) {
            throw new WheelException(
                    what(),
                    member.name() + " has " + member.size() + " bytes, where at most " + MAX_METADATA + " can be");
        }
        try (InputStream in = open(member)) {
            return in.readAllBytes();
        }
    }
}
