package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.MalformedControlException;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The packages of one architecture. Filled suite by suite, in the order of a sources.list, then only asked. 64,000
 * packages take some 60 MB.
 */
public final class PackageIndex {
    /** The order in which apt reads a stanza's relations, and so mentions names. */
    private static final List<String> RELATIONS =
            List.of("Pre-Depends", "Depends", "Conflicts", "Breaks", "Recommends", "Suggests", "Replaces", "Enhances");

    /** What makes two stanzas of one version the same package to apt (deblistparser, VersionHash). */
    private static final List<String> IDENTITY =
            List.of("Installed-Size", "Depends", "Pre-Depends", "Conflicts", "Breaks", "Replaces");

    /** The suite of what is installed already. */
    private static final String PRESENT = "installed";

    private final String architecture;
    private final Names names;
    private final Map<Integer, List<IndexedPackage>> versions = new HashMap<>(1 << 16);
    private final Map<Integer, List<IndexedPackage>> providers = new HashMap<>(1 << 14);
    private final Map<Integer, List<Provision>> provisions = new HashMap<>();
    private final Set<Integer> essential = new HashSet<>();
    private final Set<Integer> important = new HashSet<>();
    private final Map<Integer, IndexedPackage> present = new HashMap<>();

    /** An empty index for an architecture as Debian names it: {@code amd64}, {@code arm64}. */
    public PackageIndex(String architecture) {
        this.architecture = architecture;
        this.names = new Names(architecture);
    }

    /**
     * Adds a Packages file.
     *
     * @param suite the suite it belongs to, such as {@code trixie-updates}
     * @param packages the file's text, uncompressed
     * @throws MalformedControlException (an IOException) when it is none; packages that name a foreign architecture are
     *     left out
     */
    public void add(String suite, InputStream packages) throws IOException {
        ControlReader reader = new ControlReader(packages, suite + " Packages", IndexedPackage.KEPT);
        for (Optional<Paragraph> next = reader.next(); next.isPresent(); next = reader.next()) {
            Paragraph stanza = next.get();
            String of = stanza.get("Architecture").orElse("");
            if (of.equals(architecture) || of.equals("all")) {
                try {
                    add(suite, stanza);
                } catch (IllegalArgumentException | NoSuchElementException malformed) {
                    throw new IOException(stanza.where() + ": " + malformed.getMessage(), malformed);
                }
            }
        }
    }

    /**
     * Adds packages that are installed already, as dpkg's status has them; those of other architectures are left out.
     *
     * @throws IOException if one of them cannot be read
     */
    public void addPresent(List<Paragraph> installed) throws IOException {
        for (Paragraph stanza : installed) {
            String of = stanza.get("Architecture").orElse("");
            if (of.equals(architecture) || of.equals("all")) {
                try {
                    IndexedPackage added = add(PRESENT, stanza);
                    present.put(added.nameId(), added);
                } catch (IllegalArgumentException | NoSuchElementException malformed) {
                    throw new IOException(stanza.where() + ": " + malformed.getMessage(), malformed);
                }
            }
        }
    }

    /** The package that is installed already under a name, if there is one. */
    public Optional<IndexedPackage> present(int id) {
        return Optional.ofNullable(present.get(id));
    }

    /** The numbers of the names under which packages are installed already. */
    public Set<Integer> presentIds() {
        return Set.copyOf(present.keySet());
    }

    private IndexedPackage add(String suite, Paragraph stanza) {
        String name = stanza.require("Package");
        int id = names.intern(name);
        IndexedPackage added = new IndexedPackage(id, names.name(id), suite, stanza);
        // To apt its own package is essential wherever it is offered (pkgCacheGen::ForceEssential).
        if (added.essential() || name.equals("apt")) {
            essential.add(id);
        }
        if (stanza.isYes("Important") || stanza.isYes("Protected") || name.equals("apt")) {
            important.add(id);
        }
        if (!insert(added)) {
            return versions(id).stream()
                    .filter(known -> known.version().equals(added.version()) && same(known, added))
                    .findFirst()
                    .orElse(added);
        }
        for (String field : RELATIONS) {
            stanza.unfolded(field).ifPresent(names::internAll);
        }
        addProvider(added);
        return added;
    }

    /** Keeps the versions of a name newest first; false if the same package is there already. */
    private boolean insert(IndexedPackage added) {
        List<IndexedPackage> known = versions.computeIfAbsent(added.nameId(), id -> new ArrayList<>(1));
        int at = 0;
        for (; at < known.size(); at++) {
            int order = added.version().compareTo(known.get(at).version());
            if (order > 0) {
                break;
            }
            if (order == 0 && same(added, known.get(at))) {
                return false;
            }
        }
        known.add(at, added);
        return true;
    }

    private static boolean same(IndexedPackage left, IndexedPackage right) {
        for (String field : IDENTITY) {
            if (!identity(left, field).equals(identity(right, field))) {
                return false;
            }
        }
        return true;
    }

    private static String identity(IndexedPackage of, String field) {
        return of.field(field).orElse("").replaceAll("\\s|=", "");
    }

    /** Notes which names a package provides; at which versions, is read when somebody asks. */
    private void addProvider(IndexedPackage added) {
        for (String target : Provided.targets(added)) {
            List<IndexedPackage> known = providers.computeIfAbsent(names.intern(target), id -> new ArrayList<>(1));
            if (known.isEmpty() || known.get(known.size() - 1) != added) {
                known.add(added);
            }
        }
    }

    /** The architecture the index is for. */
    public String architecture() {
        return architecture;
    }

    /** How many names there are; they are numbered from 0. */
    public int size() {
        return names.size();
    }

    /** The name with that number. */
    public String name(int id) {
        return names.name(id);
    }

    /** The number of a name as a relation writes it; -1 if nothing mentions it. */
    public int id(String target) {
        return names.find(target);
    }

    /** All versions offered under a name, newest first. */
    public List<IndexedPackage> versions(int id) {
        return versions.getOrDefault(id, List.of());
    }

    /** The package of a name whose file has this SHA-256, if it is offered. */
    public Optional<IndexedPackage> of(String name, Digest sha256) {
        int id = names.find(name);
        return id < 0
                ? Optional.empty()
                : versions(id).stream()
                        .filter(one -> one.field("SHA256").equals(Optional.of(sha256.hex())))
                        .findFirst();
    }

    /** Who provides a name besides the package that bears it. */
    public List<Provision> provisions(int id) {
        String name = names.name(id);
        List<Provision> named =
                provisions.computeIfAbsent(id, asked -> providers.getOrDefault(asked, List.of()).stream()
                        .flatMap(provider -> Provided.at(provider, name).stream())
                        .toList());
        String suffix = ":" + architecture;
        if (!name.endsWith(suffix)) {
            return named;
        }
        // A relation on foo:amd64 is met by foo itself and by whoever provides foo.
        int bare = names.find(name.substring(0, name.length() - suffix.length()));
        List<Provision> all = new ArrayList<>(named);
        if (bare >= 0) {
            versions(bare).forEach(v -> all.add(new Provision(v, Optional.of(v.version()))));
            provisions(bare)
                    .forEach(p -> all.add(
                            new Provision(p.provider(), Optional.of(p.provider().version()))));
        }
        return all;
    }

    /** Whether any version of the name is {@code Essential: yes}. */
    public boolean essential(int id) {
        return essential.contains(id);
    }

    /** Whether any version of the name is {@code Important: yes} or {@code Protected: yes}. */
    public boolean important(int id) {
        return important.contains(id);
    }
}
