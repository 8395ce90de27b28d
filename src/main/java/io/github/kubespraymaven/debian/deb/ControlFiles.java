package io.github.kubespraymaven.debian.deb;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The control files of a package: what dpkg keeps as {@code /var/lib/dpkg/info/NAME.*}. */
public final class ControlFiles {
    private static final String REMOVED = "remove-on-upgrade ";

    private final NavigableMap<String, byte[]> files;
    private final Paragraph paragraph;

    private ControlFiles(NavigableMap<String, byte[]> files, Paragraph paragraph) {
        this.files = Collections.unmodifiableNavigableMap(files);
        this.paragraph = paragraph;
    }

    static ControlFiles of(NavigableMap<String, byte[]> files, String deb) throws IOException {
        byte[] control = files.get("control");
        if (control == null) {
            throw new DebianException(deb, "control.tar", "it holds no file named control");
        }
        List<Paragraph> paragraphs =
                ControlReader.readAll(new String(control, StandardCharsets.UTF_8), deb + ", control");
        if (paragraphs.size() != 1) {
            throw new DebianException(deb, "control", "one paragraph is wanted, got " + paragraphs.size());
        }
        return new ControlFiles(new TreeMap<>(files), paragraphs.get(0));
    }

    /** The control file's only paragraph. */
    public Paragraph paragraph() {
        return paragraph;
    }

    /** The names of all files, {@code control} included. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** A file's bytes. */
    public Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    /** A file as text: {@code postinst}, {@code triggers}, {@code templates} … */
    public Optional<String> text(String name) {
        return Optional.ofNullable(files.get(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * A line of {@code conffiles} (deb-conffiles(5)).
     *
     * @param path absolute
     * @param removed whether it was an earlier version's and is in the package no more ({@code remove-on-upgrade})
     */
    public record Conffile(String path, boolean removed) {}

    /** The configuration files, in the order of the package's list. */
    public List<Conffile> conffiles() {
        List<Conffile> conffiles = new ArrayList<>();
        for (String line : text("conffiles").orElse("").split("\n")) {
            if (line.startsWith("/")) {
                conffiles.add(new Conffile(line.stripTrailing(), false));
            } else if (line.startsWith(REMOVED)) {
                conffiles.add(new Conffile(line.substring(REMOVED.length()).strip(), true));
            }
        }
        return List.copyOf(conffiles);
    }
}
