package io.github.kubespraymaven.lock;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a lock, strictly: a line that this form does not know decides about nothing, and is an error. */
public final class LockReader {
    private static final String ANEW = "; take the change back, or delete the file and lock again: mvn kubespray:lock";

    private static final Pattern PLATFORM = Pattern.compile("linux/(amd64|arm64)");

    private final String[] lines;
    private int at;
    private Optional<Instant> instant = Optional.empty();
    private final List<LockedPlatform> platforms = new ArrayList<>();

    private LockReader(String text) {
        this.lines = text.replace("\r\n", "\n").split("\n", -1);
    }

    /**
     * Reads a lock.
     *
     * @throws UserErrorException if it is none, a newer one, or was changed by hand or by a merge so that it means nothing; names
     *     the line, and what to do
     */
    public static Lock read(String text) throws UserErrorException {
        return new LockReader(text).lock();
    }

    private Lock lock() throws UserErrorException {
        header();
        Set<String> seen = new HashSet<>();
        while (next()) {
            String[] words = lines[at - 1].split(" ", 2);
            if (words[0].equals("instant") && words.length == 2 && instant.isEmpty()) {
                instant = Optional.of(instant(words[1]));
            } else if (words[0].equals("platform") && words.length == 2) {
                if (!seen.add(words[1])) {
                    throw problem("the platform " + words[1] + " is there twice" + ANEW);
                }
                if (!PLATFORM.matcher(words[1]).matches()) {
                    throw problem("'" + words[1] + "' is no platform that images can be for" + ANEW);
                }
                platforms.add(platform(words[1]));
            } else {
                throw unknown();
            }
        }
        if (instant.isEmpty()) {
            throw problem("the lock has no instant" + ANEW);
        }
        return Lock.of(instant.get(), platforms);
    }

    private void header() throws UserErrorException {
        at = 1;
        String first = lines[0];
        if (isConflict(first)) {
            throw conflict();
        }
        if (!first.startsWith(Lock.HEADER)) {
            throw problem("'" + first + "' is no head of a lock, which is '" + Lock.HEADER + Lock.FORMAT + "'" + ANEW);
        }
        String format = first.substring(Lock.HEADER.length()).trim();
        if (!format.equals(Integer.toString(Lock.FORMAT))) {
            throw problem("this lock has format " + format + ", and this plugin reads format " + Lock.FORMAT
                    + ": use the version of the plugin that wrote it, or a later one");
        }
    }

    /** Goes on to the next line that says something. */
    private boolean next() throws UserErrorException {
        while (at < lines.length) {
            String line = lines[at++];
            if (isConflict(line)) {
                throw conflict();
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                return true;
            }
        }
        return false;
    }

    private LockedPlatform platform(String name) throws UserErrorException {
        List<String> inputs = new ArrayList<>();
        Optional<Digest> image = Optional.empty();
        Optional<Locked.Kubectl> kubectl = Optional.empty();
        List<Locked.Deb> debs = new ArrayList<>();
        List<Locked.Python> pythons = new ArrayList<>();
        Optional<Digest> sum = Optional.empty();
        int start = at;
        Set<String> seen = new HashSet<>();
        while (next()) {
            String line = lines[at - 1];
            if (line.startsWith("platform ")) {
                at--;
                break;
            }
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "inputs" -> sum = Optional.of(digest(words, 1));
                case "input" -> inputs.add(line.substring(6));
                case "image" -> image = Optional.of(digest(words, 1));
                case "kubectl" -> kubectl = Optional.of(kubectl(words));
                case "deb" -> debs.add(deb(words, name));
                case "python" -> pythons.add(python(words));
                default -> throw unknown();
            }
            String key =
                    switch (words[0]) {
                        case "input" -> line;
                        case "image" -> words[0];
                        default -> words[0] + " " + (words.length > 1 ? words[1] : "");
                    };
            if (!seen.add(key)) {
                throw problem("'" + key + "' is there twice" + ANEW);
            }
        }
        if (!sum.equals(Optional.of(Digest.of(String.join("\n", inputs))))) {
            throw problem(start, "the inputs of " + name + " are not those that their hash stands for" + ANEW);
        }
        return new LockedPlatform(name, inputs, image, kubectl, debs, pythons);
    }

    private Locked.Kubectl kubectl(String[] words) throws UserErrorException {
        if (words.length != 3 || !words[1].matches("v\\d+\\.\\d+\\.\\d+\\S*")) {
            throw tooShort("kubectl vVERSION sha256:HASH");
        }
        return new Locked.Kubectl(words[1], digest(words, 2));
    }

    private Locked.Deb deb(String[] words, String platform) throws UserErrorException {
        if (words.length < 9) {
            throw tooShort("deb NAME VERSION ARCHITECTURE SUITE PATH SIZE sha256:HASH WHY");
        }
        Locked.Deb deb = new Locked.Deb(
                words[1], words[2], words[3], words[4], words[5], size(words[6]), digest(words, 7), rest(words, 8));
        String version = deb.version().substring(deb.version().indexOf(':') + 1);
        String file = deb.path().substring(deb.path().lastIndexOf('/') + 1);
        if (!file.equals(deb.name() + "_" + version + "_" + deb.architecture() + ".deb")
                || deb.path().startsWith("/")
                || List.of(deb.path().split("/")).contains("..")) {
            throw problem("the path " + deb.path() + " is not that of " + deb.name() + " " + deb.version() + " for "
                    + deb.architecture() + ANEW);
        }
        if (!deb.architecture().equals("all") && !platform.endsWith("/" + deb.architecture())) {
            throw problem(deb.name() + " is for " + deb.architecture() + ", and stands below " + platform + ANEW);
        }
        return deb;
    }

    private Locked.Python python(String[] words) throws UserErrorException {
        if (words.length < 7) {
            throw tooShort("python NAME VERSION FILE SIZE sha256:HASH WHY");
        }
        Locked.Python python =
                new Locked.Python(words[1], words[2], words[3], size(words[4]), digest(words, 5), rest(words, 6));
        String file = normalized(python.file());
        String stem = normalized(python.name() + "-" + python.version());
        if (!file.startsWith(stem)
                || file.length() <= stem.length()
                || python.file().indexOf('/') >= 0) {
            throw problem("the file " + python.file() + " is none of " + python.name() + " " + python.version() + ANEW);
        }
        return python;
    }

    /** PEP 503: names are the same whatever stands between their words. */
    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private static String rest(String[] words, int from) {
        return String.join(" ", List.of(words).subList(from, words.length));
    }

    private UserErrorException tooShort(String wanted) {
        return problem("'" + lines[at - 1] + "' is not '" + wanted + "'" + ANEW);
    }

    private long size(String word) throws UserErrorException {
        try {
            long size = Long.parseLong(word);
            if (size > 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw problem("'" + word + "' is no number of bytes" + ANEW);
    }

    private Digest digest(String[] words, int place) throws UserErrorException {
        String word = place < words.length ? words[place] : "";
        try {
            if (word.startsWith("sha256:")) {
                return Digest.sha256(word.substring(7));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw problem("'" + word + "' is no hash, which is 'sha256:' and 64 hexadecimal digits" + ANEW);
    }

    private Instant instant(String word) throws UserErrorException {
        try {
            return Instant.parse(word);
        } catch (DateTimeException e) {
            throw problem("'" + word + "' is no instant" + ANEW);
        }
    }

    private static boolean isConflict(String line) {
        return line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>");
    }

    private UserErrorException conflict() {
        return problem("a conflict of a merge is left here; take one side, and then lock again: mvn kubespray:lock");
    }

    private UserErrorException unknown() {
        return problem("'" + lines[at - 1] + "' is nothing that a lock says" + ANEW);
    }

    private UserErrorException problem(String text) {
        return problem(at, text);
    }

    private static UserErrorException problem(int line, String text) {
        return new UserErrorException(Lock.FILE + ":" + line + ": " + text);
    }
}
