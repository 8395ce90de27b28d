package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.ContentHead;
import io.github.kubespraymaven.fetch.PartialContent;
import io.github.kubespraymaven.fetch.Validators;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.file.UnwritableException;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of the tree on its way: {@code .NAME.part} beside its place, and {@code .NAME.part.json}, which says whose bytes these are.
 * Both outlive a run that is killed, so that the next one goes on behind the last byte. Hashed as it is written, and what an
 * earlier run left is hashed when it is gone on with. Not for use by several threads at once.
 */
final class PartFile implements PartialContent, Closeable {
    private static final String SUFFIX = ".part";
    private static final String RECORD = ".part.json";

    private final Path file;
    private final Path part;
    private final Path record;
    private final Optional<Digest> wanted;
    private final DiskSpace space;
    private final FileHash hash;
    private final FileChannel channel;
    private String source = "";
    private ContentHead head = ContentHead.NONE;
    private long size;

    private PartFile(Path file, Path part, Optional<Digest> wanted, DiskSpace space, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.record = beside(file, RECORD);
        this.wanted = wanted;
        this.space = space;
        this.hash = new FileHash(wanted);
        this.channel = channel;
    }

    /**
     * Opens the one of a file, which an earlier run may have begun.
     *
     * @param file its place in the tree; its directories are made
     * @param wanted what the bytes must hash to, where that is known
     * @throws UnwritableException if nothing can be written there
     */
    static PartFile open(Path file, Optional<Digest> wanted, DiskSpace space) throws IOException {
        Path part = beside(file, SUFFIX);
        try {
            Files.createDirectories(part.getParent());
            FileChannel channel = FileChannel.open(
                    part,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            try {
                lock(file, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return new PartFile(file, part, wanted, space, channel);
        } catch (IOException e) {
            throw UnwritableException.of(file, e);
        }
    }

    /** Two that write to one file would make one of which neither knows the bytes. */
    private static void lock(Path file, FileChannel channel) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        } catch (IOException e) {
            // A file system without locks.
            free = true;
        }
        // What was renamed meanwhile is somebody's file now.
        if (!free || !Files.exists(beside(file, SUFFIX))) {
            throw UnwritableException.busy(file);
        }
    }

    /** Tells whether a name is one of those that files have on their way. */
    static boolean isOnItsWay(String name) {
        return name.startsWith(".") && (name.endsWith(SUFFIX) || name.endsWith(RECORD));
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling("." + file.getFileName() + suffix);
    }

    /**
     * Says from where the next bytes come. What is here of the same file stays; what is another's is overwritten as soon as there
     * is something better.
     */
    void from(URI address) throws IOException {
        source = Address.bare(address).toString();
        Optional<ContentHead> known = recorded();
        boolean usable = known.isPresent()
                && (wanted.isPresent() || known.get().validators().forRange().isPresent());
        hash.reset();
        size = 0;
        head = usable ? known.get() : ContentHead.NONE;
        if (usable) {
            hashWhatIsHere();
        }
    }

    private Optional<ContentHead> recorded() throws IOException {
        if (!Files.isRegularFile(record, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            JsonView json = JsonReader.read(Files.readAllBytes(record), record.toString());
            OptionalLong length = json.find("length").isPresent()
                    ? OptionalLong.of(json.get("length").number())
                    : OptionalLong.empty();
            Validators validators = new Validators(text(json, "etag"), text(json, "lastModified"));
            ContentHead found = new ContentHead(validators, length, text(json, "encoding"));
            boolean same =
                    json.get("url").text().equals(source) && (length.isEmpty() || channel.size() <= length.getAsLong());
            return Optional.of(found).filter(any -> same);
        } catch (JsonException e) {
            // Nobody knows whose bytes these are.
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonView json, String name) throws JsonException {
        Optional<JsonView> found = json.find(name);
        return found.isPresent() ? Optional.of(found.get().text()) : Optional.empty();
    }

    private void hashWhatIsHere() throws IOException {
        channel.position(0);
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (int n = channel.read(buffer); n >= 0; n = channel.read(buffer)) {
            hash.update(buffer.array(), 0, n);
            size += n;
            buffer.clear();
        }
        if (head.length().isPresent()) {
            space.claim(file, head.length().getAsLong() - size);
        }
    }

    /** All is here if it is as much as the server announced, or has the right hash. */
    @Override
    public boolean isComplete() {
        boolean announced = head.length().isPresent() && head.length().getAsLong() == size;
        return size > 0
                && (announced || wanted.filter(result().wanted()::equals).isPresent());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ContentHead head() {
        return head;
    }

    @Override
    public void begin(ContentHead of) throws IOException {
        head = of;
        size = 0;
        hash.reset();
        try {
            Files.deleteIfExists(record);
            channel.truncate(0);
            channel.position(0);
            if (of.length().isPresent()) {
                space.claim(file, of.length().getAsLong());
            }
            writeRecord();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** A name that nobody knows does not help. */
    private IOException named(IOException failure) {
        if (failure instanceof UnwritableException unwritable) {
            return unwritable;
        }
        return UnwritableException.of(file, failure);
    }

    private void writeRecord() throws IOException {
        Json.Builder json = Json.object().put("url", source);
        head.validators().etag().ifPresent(etag -> json.put("etag", etag));
        head.validators().lastModified().ifPresent(date -> json.put("lastModified", date));
        head.encoding().ifPresent(encoding -> json.put("encoding", encoding));
        head.length().ifPresent(length -> json.put("length", length));
        Replacement.write(record, JsonWriter.pretty(json.build()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void append(byte[] bytes, int offset, int length) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw named(e);
        }
        hash.update(bytes, offset, length);
        size += length;
        space.written(file, length);
    }

    /** Returns the hashes of what is here. */
    FileHash.Result result() {
        return hash.result();
    }

    /** Returns the first bytes, as many as there are of so many. */
    byte[] beginning(int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, size));
        int read = 0;
        for (int n = 0; n >= 0 && buffer.hasRemaining(); n = channel.read(buffer, read)) {
            read += n;
        }
        return buffer.array();
    }

    /** Gives it its name, instead of what has it now, and the time at which the server says that it was changed. */
    void keep() throws IOException {
        try {
            Optional<Instant> changed = head.validators().lastModified().flatMap(PartFile::instant);
            if (changed.isPresent()) {
                Files.setLastModifiedTime(part, FileTime.from(changed.get()));
            }
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(record);
            // Until now nobody else may write it.
            channel.close();
        } catch (IOException e) {
            throw UnwritableException.of(file, e);
        }
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Forgets it: its bytes are of no use. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
        Files.deleteIfExists(record);
    }

    /** Leaves it to the next run, if it has bytes that one can go on with. */
    @Override
    public void close() throws IOException {
        space.release(file);
        channel.close();
        if (size == 0 && !Files.exists(record)) {
            Files.deleteIfExists(part);
        }
    }
}
