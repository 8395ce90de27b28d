package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of one package in an index. Two of them are the same only if they are the same object. */
public final class IndexedPackage {
    /** What makes two stanzas of one version the same package to apt (deblistparser, VersionHash). */
    private static final List<String> IDENTITY =
            List.of("Installed-Size", "Depends", "Pre-Depends", "Conflicts", "Breaks", "Replaces");

    private static final List<String> PRIORITIES = List.of("required", "important", "standard", "optional", "extra");

    private final int nameId;
    private final String suite;
    private final Paragraph stanza;
    private @Nullable String name;
    private @Nullable DebianVersion version;

    /** Of 64,000 packages a resolution asks some hundreds what they are: nothing is read before that. */
    IndexedPackage(int nameId, String suite, Paragraph stanza) {
        this.nameId = nameId;
        this.suite = suite;
        this.stanza = stanza;
    }

    /** The number of its name in the index: smaller was mentioned earlier. */
    public int nameId() {
        return nameId;
    }

    /** Its name, without an architecture. */
    public String name() {
        String known = name;
        if (known == null) {
            known = stanza.require("Package");
            name = known;
        }
        return known;
    }

    /** The suite whose Packages file it stood in first, such as {@code bookworm-security}. */
    public String suite() {
        return suite;
    }

    /** Its version. */
    public DebianVersion version() {
        DebianVersion known = version;
        if (known == null) {
            known = DebianVersion.parse(stanza.require("Version"));
            version = known;
        }
        return known;
    }

    /** {@code all} or the architecture of the index. */
    public String architecture() {
        return field("Architecture").orElse("");
    }

    /** Its Multi-Arch field. */
    public MultiArch multiArch() {
        return MultiArch.of(stanza.get("Multi-Arch").orElse("no"));
    }

    /** 1 (required) to 5 (extra, or anything unknown); 0 when no priority is given, as apt counts it. */
    public int priority() {
        return stanza.get("Priority")
                .map(written -> PRIORITIES.indexOf(written) < 0 ? PRIORITIES.size() : PRIORITIES.indexOf(written) + 1)
                .orElse(0);
    }

    /** Where the archive keeps it, relative to the archive's root. */
    public String path() {
        return stanza.require("Filename");
    }

    /** Bytes of the .deb. */
    public long size() {
        return Long.parseLong(stanza.require("Size"));
    }

    /** The sha256 of the .deb, in hex. */
    public String sha256() {
        return stanza.require("SHA256");
    }

    /** One of the fields that an index keeps, on one line. */
    public Optional<String> field(String field) {
        return stanza.unfolded(field);
    }

    /** Those fields of its stanza that an index keeps. */
    public Paragraph stanza() {
        return stanza;
    }

    /** Whether apt takes another stanza of the same version for this package. */
    boolean isSameAs(IndexedPackage other) {
        for (String field : IDENTITY) {
            if (!isAlike(field(field).orElse(""), other.field(field).orElse(""))) {
                return false;
            }
        }
        return true;
    }

    /** apt drops white space and equals signs before it compares. */
    private static boolean isAlike(String left, String right) {
        int i = skip(left, 0);
        int j = skip(right, 0);
        while (i < left.length() && j < right.length() && left.charAt(i) == right.charAt(j)) {
            i = skip(left, i + 1);
            j = skip(right, j + 1);
        }
        return i == left.length() && j == right.length();
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && " \t\n\u000b\f\r=".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    @Override
    public String toString() {
        return name() + " " + version();
    }
}
