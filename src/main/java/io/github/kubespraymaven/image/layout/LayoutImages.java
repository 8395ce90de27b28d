package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.digest.VerifyingInputStream;
import io.github.kubespraymaven.image.Annotations;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Index;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The images of a layout, wherever its files lie, as they are there at this moment. Safe for use by many threads. */
public final class LayoutImages implements Closeable {
    private final String what;
    private final Index index;
    private final LayoutReader.Contents contents;
    private final Closeable open;

    private LayoutImages(String what, LayoutReader.Contents contents, Closeable open) throws IOException {
        this.what = what;
        this.index = LayoutReader.index(what, contents);
        this.contents = contents;
        this.open = open;
    }

    /**
     * Opens a layout.
     *
     * @throws IOException if it has no index, or one that cannot be read
     */
    public static LayoutImages ofDirectory(Path directory) throws IOException {
        return new LayoutImages(directory.toString(), name -> Files.newInputStream(directory.resolve(name)), () -> {});
    }

    /**
     * Opens a layout in a tar archive.
     *
     * @throws IOException if it is no such archive
     */
    public static LayoutImages ofArchive(Path file) throws IOException {
        ArchiveFiles files = ArchiveFiles.open(file);
        return files.keepingOpen(() -> new LayoutImages(file.toString(), files::open, files));
    }

    /**
     * Returns what stands under a name.
     *
     * @throws IOException if more than one image does
     */
    public Optional<Descriptor> find(String name) throws IOException {
        List<Descriptor> named = index.manifests().stream()
                .filter(entry -> name.equals(entry.annotations().get(Annotations.REF_NAME)))
                .toList();
        if (named.size() > 1) {
            throw new IOException(
                    what + "/" + LayoutFiles.INDEX + ": " + named.size() + " images have the name " + name);
        }
        return named.stream().findFirst();
    }

    /**
     * Returns all that an entry leads to; the documents are read and verified.
     *
     * @throws IOException if one is missing or wrong
     */
    public ImageContents read(Descriptor entry) throws IOException {
        return ImageContents.read(document(entry), this::document);
    }

    private Document document(Descriptor wanted) throws IOException {
        return LayoutReader.document(what, contents, wanted);
    }

    /** Tells what is wrong with a blob: all of its bytes are read. */
    public Optional<String> problem(Descriptor blob) {
        String name = LayoutFiles.blob(blob);
        try (InputStream in = new VerifyingInputStream(
                contents.open(name), what + "/" + name, blob.digest(), OptionalLong.of(blob.size()))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(what + "/" + name + " is missing");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Tells what is wrong with the file that says that this is a layout. */
    public Optional<String> markerProblem() {
        try (InputStream in = contents.open(LayoutFiles.MARKER)) {
            return in.read() < 0 ? Optional.of(what + "/" + LayoutFiles.MARKER + " is empty") : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(what + "/" + LayoutFiles.MARKER + " is missing");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
