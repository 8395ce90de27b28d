package io.github.kubespraymaven.builder.content;

import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.root.LayerBytes;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import io.github.kubespraymaven.tree.tar.TarDialect;
import io.github.kubespraymaven.tree.tar.TarErrors;
import io.github.kubespraymaven.tree.tar.TarMember;
import io.github.kubespraymaven.tree.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The few files of a layer that say what is in it, noted while its entries go by. */
public final class SeenFiles {
    static final String STATUS = "var/lib/dpkg/status";
    static final String RELEASE = "usr/lib/os-release";

    private static final String DOC = "usr/share/doc/";
    private static final Pattern METADATA = Pattern.compile(
            "(?!usr/lib/python3/).*/(?:dist|site)-packages/[^/]+\\.(?:dist-info/METADATA|egg-info/PKG-INFO)");
    private static final Pattern COLLECTION =
            Pattern.compile(".*/(?:dist|site)-packages/ansible_collections/[^/]+/[^/]+/MANIFEST\\.json");

    /** Larger ones of these are hostile. */
    private static final long LARGEST = 8L << 20;

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<TreePath, TreeEntry> links = new HashMap<>();
    private boolean any;

    /** Returns entries as they are, of which some are noted when they go by. */
    public EntrySource of(EntrySource source) {
        return sink -> source.writeTo((path, entry) -> {
            any = true;
            sink.accept(path, noted(path, entry));
        });
    }

    /** Reads a layer that was written before. */
    static SeenFiles of(LayerBlob layer, InputStream blob) throws IOException {
        SeenFiles seen = new SeenFiles();
        String what = "layer " + layer.digest();
        try (InputStream plain = LayerBytes.open(what, blob)) {
            TarReader tar = new TarReader(
                    plain,
                    TarDialect.EXACT,
                    TarErrors.of((problem, cause) -> new IOException(what + ": " + problem, cause.orElse(null))));
            for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
                TarMember entry = next.get();
                if (entry.type() == TarMember.Type.SYMLINK) {
                    seen.note(TreePath.of(entry.name()), TreeEntry.Symlink.to(entry.linkTarget()));
                } else if (entry.type() == TarMember.Type.FILE && isWanted(entry.name(), entry.size())) {
                    seen.files.put(entry.name(), tar.content().readAllBytes());
                }
            }
        }
        seen.any = true;
        return seen;
    }

    /** Whether anything went by: not where the layer was known and did not have to be written. */
    boolean isAny() {
        return any;
    }

    /** A content may be readable once only, so one that is noted is handed on from memory. */
    private TreeEntry noted(TreePath place, TreeEntry entry) throws IOException {
        String path = place.value();
        if (entry instanceof TreeEntry.Symlink) {
            note(place, entry);
        } else if (entry instanceof TreeEntry.RegularFile file
                && isWanted(path, file.content().size())) {
            try (InputStream in = file.content().open()) {
                byte[] bytes = in.readAllBytes();
                files.put(path, bytes);
                return new TreeEntry.RegularFile(file.attributes(), Content.of(bytes));
            }
        }
        return entry;
    }

    private void note(TreePath place, TreeEntry link) {
        if (place.value().startsWith(DOC)) {
            links.put(place, link);
        }
    }

    /** Of tens of thousands of files nearly all are told from these by how their names end. */
    private static boolean isWanted(String path, long size) {
        if (size > LARGEST) {
            return false;
        } else if (path.endsWith("/copyright")) {
            return path.startsWith(DOC);
        } else if (path.endsWith("/METADATA") || path.endsWith("/PKG-INFO")) {
            return METADATA.matcher(path).matches();
        } else if (path.endsWith("/MANIFEST.json")) {
            return COLLECTION.matcher(path).matches();
        }
        return path.equals(STATUS) || path.equals(RELEASE);
    }

    /** Returns a file's text. */
    Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Returns the copyright file of a package, which may be that of another package that it points to. */
    Optional<String> copyright(String name) {
        return new LinkedPaths(TreeRoot.SYSTEM, place -> Optional.ofNullable(links.get(place)))
                .place(DOC + name + "/copyright")
                .flatMap(place -> text(place.value()));
    }

    /** Returns the metadata of Python distributions, in the order of their places. */
    Stream<byte[]> metadata() {
        return matching(path -> METADATA.matcher(path).matches());
    }

    /** Returns the manifests of Ansible's collections, in the order of their places. */
    Stream<byte[]> collections() {
        return matching(path -> COLLECTION.matcher(path).matches());
    }

    private Stream<byte[]> matching(Predicate<String> wanted) {
        return files.entrySet().stream()
                .filter(file -> wanted.test(file.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }
}
