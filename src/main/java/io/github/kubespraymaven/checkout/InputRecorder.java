package io.github.kubespraymaven.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What something was made of, in a form by which {@link InputFingerprint} tells later whether any of it has changed: directories by
 * the names in them, files by their {@link FileStamp}s, links by their targets. Safe for use by many threads.
 *
 * <p>The form is a line for each directory, and below it one for each name in it, sorted; names hold no line feed, and stamps
 * no slash.
 */
public final class InputRecorder {
    static final char DIRECTORY = 'd';
    static final char ASKED = '?';
    static final char NOT_COUNTED = '~';

    // In this order each says more of a name than those before it.
    static final char NAME = '-';
    static final char FILE = 'f';
    static final char LINK = 'l';
    static final char PLAIN = 'p';
    static final char EXECUTABLE = 'x';

    /** The stamp of what is not there. */
    static final String MISSING = "-";

    /** How a name looks that the locale has no letters for: it may stand for several. */
    private static final char NO_LETTER = '\uFFFD';

    private final Instant readAt;
    private final Map<String, Map<String, String>> directories = new TreeMap<>();
    private final Map<String, String> asked = new TreeMap<>();
    private boolean reliable = true;

    /** @param readAt a time before anything was read */
    public InputRecorder(Instant readAt) {
        this.readAt = readAt;
    }

    /** Returns the time before anything was read. */
    public Instant readAt() {
        return readAt;
    }

    /**
     * A directory and all that was in it.
     *
     * @param notCounted names in it that may come and go
     */
    public synchronized void directory(Path directory, Collection<String> names, Collection<String> notCounted) {
        Map<String, String> lines = lines(directory);
        names.forEach(name -> lines.merge(readable(name), NAME + name, InputRecorder::more));
        notCounted.forEach(name -> lines.put(readable(name), NOT_COUNTED + name));
    }

    /** A file that was read. */
    public synchronized void file(Path file, FileStamp stamp) {
        add(file, FILE + settled(stamp) + "/");
    }

    /** A file that was read, and whose mode counts too. */
    public synchronized void file(Path file, FileStamp stamp, boolean executable) {
        add(file, (executable ? EXECUTABLE : PLAIN) + settled(stamp) + "/");
    }

    /** A link and the text it holds. */
    public synchronized void link(Path link, String target) {
        add(link, LINK + readable(target) + "\0");
    }

    private void add(Path path, String line) {
        String name = readable(path.getFileName().toString());
        lines(Objects.requireNonNull(path.getParent())).merge(name, line + name, InputRecorder::more);
    }

    private static String more(String line, String other) {
        return line.charAt(0) < other.charAt(0) ? other : line;
    }

    /** A file or directory that was looked for, whether it was there or not; of a directory, its own time of change counts. */
    public synchronized void asked(Path path) {
        String stamp = MISSING;
        try {
            stamp = settled(FileStamp.of(Files.readAttributes(path, BasicFileAttributes.class)));
        } catch (IOException e) {
            // What cannot be looked at counts as missing: whoever reads it is told why.
        }
        asked.put(readable(path.toString()), ASKED + stamp + "/" + path);
    }

    /** All that was asked before, as the text of another watch has it, and has not changed since. */
    public synchronized void askedBefore(String text) {
        for (String line : text.split("\n")) {
            asked.put(line.substring(line.indexOf('/') + 1), line);
        }
    }

    /** Something that cannot be looked at. */
    public synchronized void outOfSight() {
        reliable = false;
    }

    /** Whether a later change of anything would show. */
    public synchronized boolean isReliable() {
        return reliable;
    }

    /** Returns the form. */
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        asked.values().forEach(line -> text.append(line).append('\n'));
        directories.forEach((directory, lines) -> {
            text.append(DIRECTORY).append(directory).append('\n');
            lines.values().forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }

    private Map<String, String> lines(Path directory) {
        return directories.computeIfAbsent(readable(directory.toString()), added -> new TreeMap<>());
    }

    private String settled(FileStamp stamp) {
        reliable &= stamp.settledAt(readAt);
        return stamp.toString();
    }

    private String readable(String name) {
        reliable &= name.indexOf('\n') < 0 && name.indexOf(NO_LETTER) < 0;
        return name;
    }
}
