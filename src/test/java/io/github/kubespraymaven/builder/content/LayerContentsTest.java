package io.github.kubespraymaven.builder.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.LayerContent;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerContentsTest {
    private static final String SYSTEM =
            """
            usr/lib/os-release
             ID=debian
             VERSION_ID="12"
            usr/share/doc/libc6 -> libc-bin
            usr/share/doc/libc-bin/copyright
             Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
            \s
             Files: *
             License: LGPL-2.1+
            usr/share/doc/tiny/copyright
             For people alone.
            var/lib/dpkg/status
             Package: libc-bin
             Status: install ok installed
             Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>
             Architecture: amd64
             Source: glibc
             Version: 2.36-9
            \s
             Package: libc6
             Status: install ok installed
             Architecture: amd64
             Source: glibc (2.36-8)
             Version: 2.36-9+b1
            \s
             Package: gone
             Status: deinstall ok config-files
             Architecture: all
             Version: 1
            \s
             Package: tiny
             Status: install ok installed
             Architecture: all
             Version: 1:2~rc1
            usr/lib/python3/dist-packages/of_debian-1.dist-info/METADATA
             Name: of-debian
             Version: 1
            """;

    private static final String PYTHON =
            """
            usr/local/lib/python3.11/dist-packages/Some_Thing-1.0.dist-info/METADATA
             Metadata-Version: 2.1
             Name: Some_Thing
             Version: 1.0
             Author-email: A. Uthor <a@example.com>
             License: BSD-3-Clause
            usr/local/lib/python3.11/dist-packages/ansible-9.0.0.dist-info/METADATA
             Metadata-Version: 2.4
             Name: ansible
             Version: 9.0.0
             License-Expression: GPL-3.0-or-later
            usr/local/lib/python3.11/dist-packages/ansible_collections/ansible/posix/MANIFEST.json
             {"collection_info":{"namespace":"ansible","name":"posix","version":"1.5.4","license":["GPL-3.0-or-later"]}}
            usr/local/lib/python3.11/dist-packages/vendored/other-1.dist-info/METADATA
             Name: other
             Version: 1
            """;

    @TempDir
    Path temporary;

    private Cache cache;

    @BeforeEach
    void open() {
        cache = new Cache(temporary.resolve("cache"));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aSystemIsWhatItsStatusSaysWhetherItIsSeenOrRead(Compression compression) throws Exception {
        SeenFiles seen = new SeenFiles();
        LayerBlob layer = write(seen.of(drawn(SYSTEM)), compression);
        List<String> packages = List.of(
                "debian-12 pkg:deb/debian/libc-bin@2.36-9?arch=amd64&distro=debian-12&upstream=glibc LGPL-2.1-or-later"
                        + " GNU Libc Maintainers <debian-glibc@lists.debian.org>",
                "debian-12 pkg:deb/debian/libc6@2.36-9%2Bb1?arch=amd64&distro=debian-12&upstream=glibc%402.36-8"
                        + " LGPL-2.1-or-later -",
                "debian-12 pkg:deb/debian/tiny@1:2~rc1?arch=all&distro=debian-12 - -");
        assertEquals(packages, lines(DebianContent.of(seen, List.of(), Optional.empty())));
        SeenFiles read = SeenFiles.of(layer, cache.blobs().open(layer.digest()).orElseThrow());
        assertEquals(
                DebianContent.of(seen, List.of(), Optional.empty()),
                DebianContent.of(read, List.of(), Optional.empty()));
    }

    @Test
    void pythonIsWhatItsMetadataSayAndNotWhatIsVendoredOrDebians() throws Exception {
        SeenFiles seen = new SeenFiles();
        write(seen.of(drawn(PYTHON)), Compression.GZIP);
        List<Component> components = PythonContent.of(seen, List.of());
        assertEquals(
                List.of(
                        "pkg:pypi/some-thing@1.0 BSD-3-Clause -",
                        "pkg:pypi/ansible@9.0.0 GPL-3.0-or-later -",
                        "pkg:generic/ansible-collection/ansible.posix@1.5.4 GPL-3.0-or-later pkg:pypi/ansible@9.0.0"),
                components.stream()
                        .map(one -> one.purl() + " "
                                + one.licence().map(Object::toString).orElse("-") + " "
                                + one.within().map(Object::toString).orElse("-"))
                        .toList());
        assertEquals(Optional.of("A. Uthor <a@example.com>"), components.get(0).maker());
    }

    @Test
    void whatIsKeptIsKnownToTheNextAndALayerThatWasKnownIsRead() throws Exception {
        LayerContents contents = new LayerContents(cache);
        LayerBlob layer = write(drawn(PYTHON), Compression.GZIP);
        assertFalse(contents.find(layer.diffId()).isPresent());
        contents.keep(layer, new SeenFiles(), seen -> PythonContent.of(seen, List.of()));
        LayerContent kept = contents.find(layer.diffId()).orElseThrow();
        assertEquals(3, kept.components().size());
        contents.keep(layer, new SeenFiles(), seen -> {
            throw new AssertionError("it is known");
        });
        assertFalse(contents.find(Digest.of("another layer")).isPresent());
    }

    @Test
    void whatARegistrySaysOfALayerIsNothingThatWasSeenNorAnotherOnesWord() throws Exception {
        LayerContent said = new LayerContent(Digest.of("layer"), List.of());
        new LayerContents(cache, "registry.example/bases").put(said);

        assertEquals(Optional.of(said), new LayerContents(cache, "registry.example/bases").find(said.diffId()));
        assertEquals(Optional.empty(), new LayerContents(cache).find(said.diffId()));
        assertEquals(Optional.empty(), new LayerContents(cache, "registry.example/others").find(said.diffId()));
    }

    private LayerBlob write(EntrySource source, Compression compression) throws Exception {
        try (BlobWriter out = cache.blobs().writer()) {
            LayerBlob layer = new LayerWriter(compression, Runnable::run, 1).write(source, out);
            out.commit();
            return layer;
        }
    }

    /** A tree: paths, and below each its text, a blank before every line; or a path and where it points. */
    private static EntrySource drawn(String drawing) {
        return sink -> {
            String path = "";
            StringBuilder text = new StringBuilder();
            for (String line : (drawing + "end").split("\n")) {
                if (line.startsWith(" ")) {
                    text.append(line.substring(1)).append('\n');
                } else {
                    if (text.length() > 0) {
                        sink.accept(TreePath.of(path), TreeEntry.RegularFile.of(0644, Content.of(text.toString())));
                    }
                    text.setLength(0);
                    path = line;
                    int link = line.indexOf(" -> ");
                    if (link > 0) {
                        sink.accept(
                                TreePath.of(line.substring(0, link)), TreeEntry.Symlink.to(line.substring(link + 4)));
                    }
                }
            }
        };
    }

    private static List<String> lines(List<Component> components) {
        Component system = components.get(0);
        return components.stream()
                .skip(1)
                .map(one -> system.name() + "-" + system.version() + " " + one.purl() + " "
                        + one.licence().map(Object::toString).orElse("-") + " "
                        + one.maker().orElse("-"))
                .toList();
    }
}
