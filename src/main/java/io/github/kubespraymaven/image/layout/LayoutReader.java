package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.digest.VerifyingInputStream;
import io.github.kubespraymaven.image.Annotations;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an image layout's documents, wherever its files lie. */
final class LayoutReader {
    /** The largest document: registries take 4 MiB. */
    private static final int MAX_DOCUMENT = 1 << 22;

    private LayoutReader() {}

    /** The files of a layout. */
    @FunctionalInterface
    interface Contents {
        /** Opens the file of that name in the layout. */
        InputStream open(String name) throws IOException;
    }

    static Index index(String what, Contents contents) throws IOException {
        return Index.read(json(what, contents));
    }

    private static JsonView json(String what, Contents contents) throws IOException {
        String file = what + "/" + LayoutFiles.INDEX;
        try (InputStream in = contents.open(LayoutFiles.INDEX)) {
            return JsonReader.read(bounded(in, file), file);
        } catch (NoSuchFileException e) {
            throw new IOException(what + ": no image layout, since it has no " + LayoutFiles.INDEX, e);
        }
    }

    /**
     * Reads what the index says of the image that a name stands for.
     *
     * @param tag without one there must be one image alone
     */
    static JsonView entry(String what, Optional<String> tag, Contents contents) throws IOException {
        List<String> names = new ArrayList<>();
        List<JsonView> fitting = new ArrayList<>();
        for (JsonView entry : json(what, contents).get("manifests").items()) {
            String name = Descriptor.read(entry).annotations().getOrDefault(Annotations.REF_NAME, "");
            names.add(name);
            if (tag.isEmpty() || tag.get().equals(name)) {
                fitting.add(entry);
            }
        }
        if (fitting.size() != 1) {
            throw new IOException(what + ": wanted "
                    + tag.map(name -> "one image named " + name).orElse("one image") + ", got " + fitting.size()
                    + "; there are " + names);
        }
        return fitting.get(0);
    }

    static Document document(String what, Contents contents, Descriptor wanted) throws IOException {
        String name = LayoutFiles.blob(wanted);
        try (InputStream in = new VerifyingInputStream(
                contents.open(name), what + "/" + name, wanted.digest(), OptionalLong.of(wanted.size()))) {
            return Document.of(
                    wanted.mediaType(),
                    bounded(in, what + "/" + name),
                    wanted.digest().algorithm());
        } catch (NoSuchFileException e) {
            throw new IOException(what + ": " + name + " is missing, which its index names", e);
        }
    }

    static byte[] bounded(InputStream in, String what) throws IOException {
        byte[] bytes = in.readNBytes(MAX_DOCUMENT + 1);
        if (bytes.length > MAX_DOCUMENT) {
            throw new IOException(what + ": more than " + MAX_DOCUMENT + " bytes, which no manifest or config has");
        }
        return bytes;
    }
}
