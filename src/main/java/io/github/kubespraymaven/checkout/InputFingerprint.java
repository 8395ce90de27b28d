package io.github.kubespraymaven.checkout;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Looks at all that a {@link InputRecorder} tells of, and reads none of it: a stat for each file and a listing for each directory. To
 * do no more than that is what this class is for, since it decides how long a build takes that has nothing to do.
 */
public final class InputFingerprint {
    private static final String[] NOTHING = {};

    private final String[] lines;
    private int at;

    private InputFingerprint(String text) {
        this.lines = text.split("\n");
    }

    /**
     * Whether nothing has changed.
     *
     * @param text what {@link InputRecorder#text} gave; anything else has changed
     */
    public static boolean unchanged(String text) {
        try {
            return new InputFingerprint(text).unchanged();
        } catch (IOException | IndexOutOfBoundsException | InvalidPathException e) {
            return false;
        }
    }

    private boolean unchanged() throws IOException {
        while (at < lines.length) {
            String line = lines[at++];
            boolean same =
                    switch (line.charAt(0)) {
                        case InputRecorder.ASKED -> sameAsked(line);
                        case InputRecorder.DIRECTORY -> sameDirectory(line.substring(1));
                        default -> false;
                    };
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameAsked(String line) {
        int slash = line.indexOf('/');
        String stamp = InputRecorder.MISSING;
        try {
            stamp = FileStamp.of(Files.readAttributes(Path.of(line.substring(slash + 1)), BasicFileAttributes.class))
                    .toString();
        } catch (IOException e) {
            // As it was noted.
        }
        return line.substring(1, slash).equals(stamp);
    }

    private boolean sameDirectory(String directory) throws IOException {
        File place = new File(directory);
        String[] names = place.list();
        if (names == null) {
            names = NOTHING;
        }
        Arrays.sort(names);
        int next = 0;
        while (at < lines.length && lines[at].charAt(0) != InputRecorder.DIRECTORY) {
            String line = lines[at++];
            String name = name(line);
            boolean there = next < names.length && names[next].equals(name);
            if (there) {
                next++;
            }
            if (line.charAt(0) != InputRecorder.NOT_COUNTED
                    && !(there && same(line, place.toPath().resolve(name)))) {
                return false;
            }
        }
        return next == names.length;
    }

    private static String name(String line) {
        return switch (line.charAt(0)) {
            case InputRecorder.NAME, InputRecorder.NOT_COUNTED -> line.substring(1);
            case InputRecorder.LINK -> line.substring(line.indexOf('\0') + 1);
            default -> line.substring(line.indexOf('/') + 1);
        };
    }

    private static boolean same(String line, Path file) throws IOException {
        char kind = line.charAt(0);
        switch (kind) {
            case InputRecorder.NAME:
                return true;
            case InputRecorder.LINK:
                return Files.readSymbolicLink(file).toString().equals(line.substring(1, line.indexOf('\0')));
            default:
                Class<? extends BasicFileAttributes> wanted =
                        kind == InputRecorder.FILE ? BasicFileAttributes.class : Modes.attributes(file.getFileSystem());
                BasicFileAttributes found = Files.readAttributes(file, wanted, LinkOption.NOFOLLOW_LINKS);
                return found.isRegularFile()
                        && line.substring(1, line.indexOf('/'))
                                .equals(FileStamp.of(found).toString())
                        && (kind == InputRecorder.FILE
                                || Modes.isExecutable(found) == (kind == InputRecorder.EXECUTABLE));
        }
    }
}
