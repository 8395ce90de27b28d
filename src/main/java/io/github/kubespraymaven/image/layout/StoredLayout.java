package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.json.JsonView;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** An image in a layout, wherever the layout's files lie. */
final class StoredLayout implements StoredImage {
    private final String what;
    private final LayoutReader.Contents contents;
    private final Closeable open;
    private final JsonView entry;
    private final Document top;

    StoredLayout(String what, Optional<String> tag, LayoutReader.Contents contents, Closeable open) throws IOException {
        this.what = what;
        this.contents = contents;
        this.open = open;
        this.entry = LayoutReader.entry(what, tag, contents);
        this.top = LayoutReader.document(what, contents, Descriptor.read(entry));
    }

    @Override
    public Document top() {
        return top;
    }

    @Override
    public Optional<JsonView> entry() {
        return Optional.of(entry);
    }

    @Override
    public Document document(Descriptor wanted) throws IOException {
        return LayoutReader.document(what, contents, wanted);
    }

    @Override
    public InputStream layer(Descriptor wanted) throws IOException {
        try {
            return contents.open(LayoutFiles.blob(wanted));
        } catch (NoSuchFileException e) {
            throw new IOException(what + ": the layer " + wanted.digest() + " is missing", e);
        }
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
