package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageConfig;
import io.github.kubespraymaven.image.ImageManifest;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.root.LayerBytes;
import io.github.kubespraymaven.image.transport.ImageName;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image of a docker-archive. It has no manifest there, so one is made of its config and its layers as they are stored: most
 * writers store them uncompressed, and then the config has their digests.
 */
final class StoredDockerArchive implements StoredImage {
    private static final String MANIFEST = "manifest.json";
    private static final String DOCKER_HUB = "docker.io/";
    private static final String OFFICIAL = "library/";

    private final String what;
    private final ArchiveFiles files;
    private final Document config;
    private final Document top;
    private final Map<Digest, String> layers = new HashMap<>();

    StoredDockerArchive(String what, Optional<ImageName> name, ArchiveFiles files) throws IOException {
        this.what = what;
        this.files = files;
        JsonView image = image(name);
        this.config = Document.of(MediaTypes.CONFIG, bytes(image.get("Config").text()));
        List<Digest> diffIds = ImageConfig.read(config).diffIds();
        List<JsonView> names = image.get("Layers").items();
        if (names.size() != diffIds.size()) {
            throw new IOException(what + ": " + names.size() + " layers, where the config has " + diffIds.size());
        }
        List<Descriptor> descriptors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Descriptor layer = descriptor(names.get(i).text(), diffIds.get(i));
            layers.put(layer.digest(), names.get(i).text());
            descriptors.add(layer);
        }
        this.top = new ImageManifest(config.descriptor(), descriptors, Collections.emptySortedMap()).document();
    }

    private JsonView image(Optional<ImageName> name) throws IOException {
        List<JsonView> fitting = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (JsonView image :
                JsonReader.read(bytes(MANIFEST), what + "/" + MANIFEST).items()) {
            boolean fits = name.isEmpty();
            Optional<JsonView> tags = image.find("RepoTags");
            for (JsonView tag : tags.isPresent() ? tags.get().items() : List.<JsonView>of()) {
                there.add(tag.text());
                fits |= name.isPresent()
                        && full(tag.text()).equals(full(name.get().toString()));
            }
            if (fits) {
                fitting.add(image);
            }
        }
        if (fitting.size() != 1) {
            throw new IOException(what + ": wanted "
                    + name.map(named -> "one image named " + named).orElse("one image") + ", got " + fitting.size()
                    + "; there are " + there);
        }
        return fitting.get(0);
    }

    /** Docker writes {@code debian:12} for what is {@code docker.io/library/debian:12}. */
    private static String full(String name) {
        String rest = name.startsWith(DOCKER_HUB) ? name.substring(DOCKER_HUB.length()) : name;
        return rest.startsWith(OFFICIAL) ? rest.substring(OFFICIAL.length()) : rest;
    }

    private Descriptor descriptor(String name, Digest diffId) throws IOException {
        Optional<String> compression;
        try (InputStream in = open(name)) {
            compression = LayerBytes.compression(in.readNBytes(LayerBytes.MAGIC));
        }
        return compression.isEmpty()
                ? Descriptor.of(MediaTypes.LAYER, diffId, files.size(name))
                : Descriptor.of(MediaTypes.LAYER + "+" + compression.get(), hash(name), files.size(name));
    }

    private Digest hash(String name) throws IOException {
        try (InputStream in = open(name)) {
            return Digest.of(in);
        }
    }

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = open(name)) {
            return LayoutReader.bounded(in, what + "/" + name);
        }
    }

    private InputStream open(String name) throws IOException {
        try {
            return files.open(name);
        } catch (NoSuchFileException e) {
            throw new IOException(what + ": no archive of docker's, since it has no " + name, e);
        }
    }

    @Override
    public Document top() {
        return top;
    }

    @Override
    public Optional<JsonView> entry() {
        return Optional.empty();
    }

    @Override
    public Document document(Descriptor wanted) throws IOException {
        if (!wanted.digest().equals(config.descriptor().digest())) {
            throw new IOException(what + ": " + wanted.digest() + " is not in it");
        }
        return config;
    }

    @Override
    public InputStream layer(Descriptor wanted) throws IOException {
        String name = layers.get(wanted.digest());
        if (name == null) {
            throw new IOException(what + ": the layer " + wanted.digest() + " is not in it");
        }
        return open(name);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
