package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.plan.BaseInputs;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.sbom.CycloneDx;
import io.github.kubespraymaven.sbom.LayerContent;
import io.github.kubespraymaven.sbom.Provenance;
import io.github.kubespraymaven.sbom.Sbom;
import io.github.kubespraymaven.sbom.Spdx;
import io.github.kubespraymaven.sbom.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The documents that say what is in an image and what it was made of: for each platform the two bills of materials and its
 * provenance, and of several platforms the provenance of the index.
 *
 * @param attestations each with the image it is about
 */
record Attestations(List<Artifact> attestations) {
    static final Attestations NONE = new Attestations(List.of());

    private static final String OURS = "{sbom,provenance}*.json";
    private static final String PREDICATE_TYPE = "in-toto.io/predicate-type";

    /** Attestations that may still be being made. */
    @FunctionalInterface
    interface Making {
        /** Returns them, when they are ready. */
        Attestations end() throws IOException;
    }

    /** Keeps its own copy. */
    Attestations {
        attestations = List.copyOf(attestations);
    }

    /**
     * An image for one platform as its documents tell of it.
     *
     * @param inputs what decided about its base
     * @param contents of its layers, the lowest first
     */
    record Told(Image image, BaseInputs inputs, List<LayerContent> contents) {
        Platform platform() {
            return image.config().platform();
        }

        Descriptor descriptor() {
            return image.manifest().document().descriptor();
        }
    }

    /**
     * What is the same for all platforms.
     *
     * @param name the image's, without tag
     * @param created the image's instant
     * @param tool the plugin's version
     */
    record Common(String name, String tag, Instant created, Provenance.Checkout checkout, String tool) {
        Subject subject(Descriptor descriptor, String architecture) {
            return new Subject(name, tag, descriptor.digest(), architecture, created, tool);
        }
    }

    /**
     * Writes them.
     *
     * @param top the manifest, or the index where there are several platforms
     */
    static Attestations of(List<Told> images, Descriptor top, Common common) {
        boolean several = images.size() > 1;
        List<Artifact> attestations = new ArrayList<>();
        List<Sbom> bills = new ArrayList<>();
        for (Told one : images) {
            String suffix = several ? "-" + one.platform().toString().replace('/', '-') : "";
            Descriptor image = one.descriptor();
            Sbom bill = new Sbom(common.subject(image, one.platform().architecture()), one.contents());
            bills.add(bill);
            attestations.add(
                    attestation(image, "sbom" + suffix + ".cdx.json", CycloneDx.MEDIA_TYPE, CycloneDx.write(bill)));
            attestations.add(attestation(image, "sbom" + suffix + ".spdx.json", Spdx.MEDIA_TYPE, Spdx.write(bill)));
            attestations.add(attestation(
                    image,
                    "provenance" + suffix + ".json",
                    Provenance.MEDIA_TYPE,
                    Provenance.write(
                            bill.subject(),
                            List.of(bill),
                            common.checkout(),
                            one.inputs().json())));
        }
        if (several) {
            Json platforms = new Json.Array(
                    images.stream().<Json>map(one -> one.inputs().json()).toList());
            attestations.add(attestation(
                    top,
                    "provenance.json",
                    Provenance.MEDIA_TYPE,
                    Provenance.write(
                            common.subject(top, ""),
                            bills,
                            common.checkout(),
                            Json.object().put("platforms", platforms).build())));
        }
        return new Attestations(attestations);
    }

    private static Artifact attestation(Descriptor image, String name, String type, Json content) {
        SortedMap<String, String> annotations = type.equals(Provenance.MEDIA_TYPE)
                ? new TreeMap<>(Collections.singletonMap(PREDICATE_TYPE, Provenance.PREDICATE))
                : Collections.emptySortedMap();
        byte[] bytes = JsonWriter.pretty(content).getBytes(StandardCharsets.UTF_8);
        return new Artifact(
                Descriptor.of(image.mediaType(), image.digest(), image.size()),
                name,
                Document.of(type, bytes),
                annotations);
    }

    /**
     * Puts them into a folder, in place of those of an earlier image.
     *
     * @return their files
     */
    List<Path> write(Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Artifact attestation : attestations) {
            Path file = folder.resolve(attestation.name());
            Replacement.write(file, attestation.content().bytes());
            written.add(file);
        }
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> there = Files.newDirectoryStream(folder, OURS)) {
                for (Path file : there) {
                    if (!written.contains(file)) {
                        Files.delete(file);
                    }
                }
            }
        }
        return written;
    }

    /** Returns the documents by the images they are about. */
    List<List<Artifact>> bySubject() {
        List<List<Artifact>> groups = new ArrayList<>();
        for (Artifact attestation : attestations) {
            groups.stream()
                    .filter(group -> group.get(0).subject().equals(attestation.subject()))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Artifact> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(attestation);
        }
        return groups;
    }
}
