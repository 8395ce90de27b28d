package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.List;
import java.util.Optional;

/** One version of one package in an index. Two of them are the same only if they are the same object. */
public final class IndexedPackage {
    /** The fields that resolution, download and installation need; the rest of a stanza is not kept. */
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
            "Provides",
            "Installed-Size",
            "Filename",
            "Size",
            "SHA256");

    private static final List<String> PRIORITIES = List.of("required", "important", "standard", "optional", "extra");

    private final int nameId;
    private final String name;
    private final String suite;
    private final DebianVersion version;
    private final MultiArch multiArch;
    private final int priority;
    private final Paragraph stanza;

    IndexedPackage(int nameId, String name, String suite, Paragraph stanza) {
        this.nameId = nameId;
        this.name = name;
        this.suite = suite;
        this.stanza = stanza.only(KEPT);
        this.version = DebianVersion.parse(stanza.require("Version"));
        this.multiArch = MultiArch.of(stanza.get("Multi-Arch").orElse("no"));
        this.priority = stanza.get("Priority")
                .map(written -> PRIORITIES.indexOf(written) < 0 ? PRIORITIES.size() : PRIORITIES.indexOf(written) + 1)
                .orElse(0);
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
        return version;
    }

    /** {@code all} or the architecture of the index. */
    public String architecture() {
        return field("Architecture").orElse("");
    }

    /** Its Multi-Arch field. */
    public MultiArch multiArch() {
        return multiArch;
    }

    /** 1 (required) to 5 (extra, or anything unknown); 0 when no priority is given, as apt counts it. */
    public int priority() {
        return priority;
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

    @Override
    public String toString() {
        return name + " " + version;
    }
}
