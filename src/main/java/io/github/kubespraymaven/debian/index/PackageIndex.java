package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.DebianException.MalformedControlException;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages of one architecture. Filled suite by suite, in the order of a sources.list, then only asked. 64,000
 * packages take some 60 MB.
 */
public final class PackageIndex {
    /** The suite of what is installed already. */
    private static final String PRESENT = "installed";

    private final String architecture;
    private final PackageNames names;
    /** By the number of their names; newest first. */
    private final List<List<IndexedPackage>> versions = new ArrayList<>(1 << 17);
    /** By the number of the provided name, in the order in which they were added. */
    private final List<List<IndexedPackage>> providers = new ArrayList<>(1 << 17);

    private final Map<Integer, List<Provision>> provisions = new HashMap<>();
    private final BitSet essential = new BitSet();
    private final BitSet important = new BitSet();
    private final Map<Integer, IndexedPackage> present = new HashMap<>();

    /** An empty index for an architecture as Debian names it: {@code amd64}, {@code arm64}. */
    public PackageIndex(String architecture) {
        this.architecture = architecture;
        this.names = new PackageNames(architecture);
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
        Stanzas stanzas = new Stanzas(packages, suite + " Packages", architecture);
        while (stanzas.advance()) {
            if (stanzas.isOffered()) {
                add(suite, stanzas, stanzas.paragraph());
            }
        }
    }

    /**
     * Adds packages that are installed already, as dpkg's status has them; those of other architectures are left out.
     *
     * @throws IOException if one of them cannot be read
     */
    public void addPresent(List<Paragraph> installed) throws IOException {
        byte[] status = installed.stream()
                .map(Paragraph::toString)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        Stanzas stanzas = new Stanzas(new ByteArrayInputStream(status), PRESENT, architecture);
        for (Paragraph paragraph : installed) {
            if (stanzas.advance() && stanzas.isOffered()) {
                IndexedPackage added = add(PRESENT, stanzas, paragraph);
                present.put(added.nameId(), added);
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

    private IndexedPackage add(String suite, Stanzas stanza, Paragraph paragraph) throws IOException {
        try {
            int id = stanza.name(names);
            if (stanza.isEssential()) {
                essential.set(id);
            }
            if (stanza.isImportant()) {
                important.set(id);
            }
            IndexedPackage added = new IndexedPackage(id, suite, paragraph);
            IndexedPackage inserted = insert(added);
            if (inserted == added) {
                stanza.mention(names);
                addProvider(added, stanza);
            }
            return inserted;
        } catch (IllegalArgumentException | NoSuchElementException malformed) {
            throw new IOException(paragraph.where() + ": " + malformed.getMessage(), malformed);
        }
    }

    /** Keeps the versions of a name newest first; returns the same package if it is there already. */
    private IndexedPackage insert(IndexedPackage added) {
        List<IndexedPackage> known = versions(added.nameId());
        int at = 0;
        for (; at < known.size(); at++) {
            int order = added.version().compareTo(known.get(at).version());
            if (order > 0) {
                break;
            }
            if (order == 0 && added.isSameAs(known.get(at))) {
                return known.get(at);
            }
        }
        put(versions, added.nameId(), with(known, at, added));
        return added;
    }

    /** Most names have one version and one provider, and lists of one take least room. */
    private static List<IndexedPackage> with(List<IndexedPackage> known, int at, IndexedPackage added) {
        if (known.isEmpty()) {
            return List.of(added);
        }
        List<IndexedPackage> more = known.size() == 1 ? new ArrayList<>(known) : known;
        more.add(at, added);
        return more;
    }

    private static void put(List<List<IndexedPackage>> lists, int id, List<IndexedPackage> list) {
        while (lists.size() <= id) {
            lists.add(List.of());
        }
        lists.set(id, list);
    }

    private static List<IndexedPackage> get(List<List<IndexedPackage>> lists, int id) {
        return id < lists.size() ? lists.get(id) : List.of();
    }

    /** Notes which names a package may provide; whether it does, and at which versions, is read when somebody asks. */
    private void addProvider(IndexedPackage added, Stanzas stanza) {
        boolean allowed = stanza.isAllowed();
        Targets targets = stanza.provided();
        while (targets.advance()) {
            if (targets.mayProvide()) {
                if (allowed && !targets.isQualified()) {
                    addProvider(added, names.intern(targets + Provided.ANY));
                }
                addProvider(added, names.intern(targets));
            }
        }
        if (allowed) {
            addProvider(added, names.intern(added.name() + Provided.ANY));
        }
    }

    private void addProvider(IndexedPackage added, int id) {
        List<IndexedPackage> known = get(providers, id);
        if (known.isEmpty() || known.get(known.size() - 1) != added) {
            put(providers, id, with(known, known.size(), added));
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
        return get(versions, id);
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
        List<Provision> named = provisions.computeIfAbsent(id, asked -> get(providers, asked).stream()
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
        return essential.get(id);
    }

    /** Whether any version of the name is {@code Important: yes} or {@code Protected: yes}. */
    public boolean important(int id) {
        return important.get(id);
    }
}
