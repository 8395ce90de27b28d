package io.github.kubespraymaven.python.wheel;

import static io.github.kubespraymaven.python.zip.ZipFixture.deflated;

import io.github.kubespraymaven.python.zip.ZipFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small wheels: a RECORD that tells the truth is added unless one is given. */
public final class WheelFixture {
    private final String stem;
    private final ZipFixture zip = new ZipFixture();
    private final List<RecordRow> rows = new ArrayList<>();

    private WheelFixture(String stem) {
        this.stem = stem;
    }

    /** Starts a wheel {@code NAME-VERSION-py3-none-any.whl} with METADATA and WHEEL. */
    public static WheelFixture of(String name, String version) {
        return bare(name, version)
                .dist("METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n")
                .dist("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    }

    /** Starts a wheel with nothing in it. */
    public static WheelFixture bare(String name, String version) {
        return new WheelFixture(name + "-" + version);
    }

    public WheelFixture file(String name, String text) {
        return member(name, text, 0100644);
    }

    public WheelFixture executable(String name, String text) {
        return member(name, text, 0100755);
    }

    public WheelFixture dist(String name, String text) {
        return file(stem + ".dist-info/" + name, text);
    }

    private WheelFixture member(String name, String text, int mode) {
        zip.add(deflated(name, text).mode(mode));
        rows.add(RecordRow.of(name, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Adds a member that RECORD does not list. */
    public WheelFixture unlisted(String name, String text) {
        zip.add(deflated(name, text));
        return this;
    }

    /** Adds a line to RECORD. */
    WheelFixture row(RecordRow row) {
        rows.add(row);
        return this;
    }

    /** Writes the wheel into a directory, with its RECORD. */
    public Path in(Path directory) throws IOException {
        rows.add(RecordRow.without(stem + ".dist-info/RECORD"));
        String record = new String(RecordWriter.write(rows), StandardCharsets.UTF_8);
        return raw(directory, record);
    }

    /** Writes the wheel into a directory, with this RECORD. */
    public Path raw(Path directory, String record) throws IOException {
        zip.add(deflated(stem + ".dist-info/RECORD", record));
        return Files.write(directory.resolve(stem + "-py3-none-any.whl"), zip.bytes());
    }
}
