package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of one package in an index. Two of them are the same only if they are the same object. */
public final class IndexedPackage {
    /** The fields that resolution, download and installation need; the rest of a stanza is not read. */
    static final List<String> KEPT = List.of(
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

    private static final List<String> PRIORITIES = List.of("required", "important", "standard", "optional", "extra");

    private final int nameId;
    private final String name;
    private final String suite;
    private final Paragraph stanza;
    private @Nullable DebianVersion version;

    /** Of 64,000 packages a resolution asks some hundreds what they are: nothing is read before that. */
    IndexedPackage(int nameId, String name, String suite, Paragraph stanza) {
        this.nameId = nameId;
        this.name = name;
        this.suite = suite;
        this.stanza = stanza;
    }

    /** The number of its name in the index: smaller was mentioned earlier. */
    public int nameId() {
        return nameId;
    }

    /** Its name, without an architecture. */
    public String name() {
        return name;
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

    /** Whether it says {@code Essential: yes}. */
    public boolean essential() {
        return stanza.isYes("Essential");
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

    @Override
    public String toString() {
        return name + " " + version();
    }
}
