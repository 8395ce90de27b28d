package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The stanzas of a Packages file, one at a time, with what an index has to know of all of them; it is taken from their bytes.
 * Everything else of a package is read from its {@link #paragraph} when somebody asks.
 */
final class Stanzas {
    /** The fields that resolution, download and installation need; the rest of a stanza is not kept. */
    private static final List<String> KEPT = List.of(
            "Package",
            "Version",
            "Architecture",
            "Multi-Arch",
            "Priority",
            "Essential",
            "Pre-Depends",
            "Depends",
            "Conflicts",
            "Breaks",
            "Recommends",
            "Suggests",
            "Replaces",
            "Enhances",
            "Provides",
            "Important",
            "Protected",
            "Installed-Size",
            "Filename",
            "Size",
            "SHA256");

    private static final int PACKAGE = KEPT.indexOf("Package");
    private static final int ARCHITECTURE = KEPT.indexOf("Architecture");
    private static final int MULTI_ARCH = KEPT.indexOf("Multi-Arch");
    private static final int ESSENTIAL = KEPT.indexOf("Essential");
    private static final int IMPORTANT = KEPT.indexOf("Important");
    private static final int PROTECTED = KEPT.indexOf("Protected");
    private static final int PROVIDES = KEPT.indexOf("Provides");
    /** In the order in which apt reads a stanza's relations, and so mentions names. */
    private static final int FIRST_RELATION = KEPT.indexOf("Pre-Depends");

    private static final int LAST_RELATION = KEPT.indexOf("Enhances");

    private static final byte[] APT = ascii("apt");
    private static final byte[] ALL = ascii("all");
    private static final byte[] ALLOWED = ascii("allowed");

    private final ControlReader reader;
    private final byte[] architecture;

    /** @param source the name that errors give */
    Stanzas(InputStream packages, String source, String architecture) {
        this.reader = new ControlReader(packages, source, KEPT);
        this.architecture = architecture.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Goes on to the next stanza; false at the end. */
    boolean advance() throws IOException {
        return reader.advance();
    }

    /** The stanza's fields that are kept. */
    Paragraph paragraph() {
        return reader.paragraph();
    }

    /** Whether the package is for the architecture, or for all. */
    boolean isOffered() {
        return is(ARCHITECTURE, ALL) || is(ARCHITECTURE, architecture);
    }

    /** Its name's number. */
    int name(PackageNames names) {
        return reader.has(PACKAGE)
                ? names.intern(reader.bytes(), from(PACKAGE), to(PACKAGE))
                : names.intern(paragraph().require("Package"));
    }

    /** To apt its own package is essential wherever it is offered (pkgCacheGen::ForceEssential). */
    boolean isEssential() {
        return isYes(ESSENTIAL) || is(PACKAGE, APT);
    }

    boolean isImportant() {
        return isYes(IMPORTANT) || isYes(PROTECTED) || is(PACKAGE, APT);
    }

    /** Whether relations may name it with {@code :any}. */
    boolean isAllowed() {
        return is(MULTI_ARCH, ALLOWED);
    }

    /** Mentions the names of all relations. */
    void mention(PackageNames names) {
        for (int field = FIRST_RELATION; field <= LAST_RELATION; field++) {
            if (reader.has(field)) {
                names.internAll(reader.bytes(), reader.from(field), reader.to(field));
            }
        }
    }

    /** The names it says it provides. */
    Targets provided() {
        return reader.has(PROVIDES)
                ? new Targets(reader.bytes(), reader.from(PROVIDES), reader.to(PROVIDES))
                : new Targets(reader.bytes(), 0, 0);
    }

    /** Few packages have such a field; what it says may be written in any case. */
    private boolean isYes(int field) {
        return reader.has(field) && paragraph().isYes(KEPT.get(field));
    }

    /** Whether a field has that value. */
    private boolean is(int field, byte[] value) {
        if (!reader.has(field)) {
            return false;
        }
        int from = from(field);
        if (to(field) - from != value.length) {
            return false;
        }
        byte[] text = reader.bytes();
        for (int i = 0; i < value.length; i++) {
            if (text[from + i] != value[i]) {
                return false;
            }
        }
        return true;
    }

    private int from(int field) {
        int from = reader.from(field);
        while (from < reader.to(field) && Targets.isSpace(reader.bytes()[from])) {
            from++;
        }
        return from;
    }

    private int to(int field) {
        int to = reader.to(field);
        while (to > reader.from(field) && Targets.isSpace(reader.bytes()[to - 1])) {
            to--;
        }
        return to;
    }
}
