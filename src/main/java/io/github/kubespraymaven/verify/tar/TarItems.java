package io.github.kubespraymaven.verify.tar;

import io.github.kubespraymaven.tree.archive.MemberBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The entries of a tar stream, one after the other. */
public final class TarItems {
    /** Bytes that a pax header or a long name may have. */
    private static final int MOST_EXTENSION = 1 << 20;

    private final InputStream in;
    private Map<String, String> extension = new TreeMap<>();
    private MemberBytes content;

    /** Reads a tar stream, which stays open. */
    public TarItems(InputStream in) {
        this.in = in;
        this.content = member(0);
    }

    private MemberBytes member(long size) {
        return new MemberBytes(
                in, size, (problem, cause) -> new EOFException("an entry of a tar stream that is " + problem));
    }

    /**
     * Goes on to the next entry; nothing at the stream's end.
     *
     * @throws IOException if this is no tar stream, or a damaged one
     */
    public Optional<TarItem> next() throws IOException {
        content.finish(padding(content.size()));
        extension = new TreeMap<>();
        while (true) {
            byte[] bytes = in.readNBytes(TarHeaderBlock.SIZE);
            if (bytes.length == 0) {
                return Optional.empty();
            }
            if (bytes.length < TarHeaderBlock.SIZE) {
                throw new EOFException("a tar stream that is cut off");
            }
            TarHeaderBlock block = new TarHeaderBlock(bytes);
            if (block.isEmpty()) {
                in.transferTo(OutputStream.nullOutputStream());
                return Optional.empty();
            }
            if (!block.isIntact()) {
                throw new IOException("no tar stream, or a damaged one: a header whose checksum is wrong");
            }
            long size = block.number(124, 12);
            switch (block.flag()) {
                case 'L' -> extension.put("path", cut(extensionContent(size)));
                case 'K' -> extension.put("linkpath", cut(extensionContent(size)));
                case 'x' -> pax(extensionContent(size));
                case 'g' -> extension.put("global pax header", text(extensionContent(size)));
                default -> {
                    return Optional.of(item(block, size));
                }
            }
        }
    }

    /** Returns the content of the entry that {@link #next} returned, which ends where it does. */
    public InputStream content() {
        return content;
    }

    private TarItem item(TarHeaderBlock block, long headerSize) throws IOException {
        String written = extension.getOrDefault("path", block.name());
        long size = extension.containsKey("size") ? whole(extension.getOrDefault("size", "")) : headerSize;
        String type = TarItem.type(block.flag(), written.endsWith("/"));
        // POSIX: of what is no file the size tells nothing, and no content follows.
        long length = block.flag() >= '1' && block.flag() <= '6' ? 0 : size;
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put(TarItem.TYPE, type);
        fields.put("mode", String.format(Locale.ROOT, "%04o", block.number(100, 8)));
        fields.put(
                "owner",
                extension.getOrDefault("uid", Long.toString(block.number(108, 8))) + ":"
                        + extension.getOrDefault("gid", Long.toString(block.number(116, 8))));
        fields.put("owner's name", names(block));
        fields.put("time", time(extension.getOrDefault("mtime", Long.toString(block.number(136, 12)))));
        fields.put("header", block.magic());
        String target = extension.getOrDefault("linkpath", block.text(157, 100));
        if (!target.isEmpty()) {
            fields.put("link target", target);
        }
        if (block.flag() == '3' || block.flag() == '4') {
            fields.put("device", block.number(329, 8) + "," + block.number(337, 8));
        }
        for (String known : new String[] {"path", "linkpath", "size", "uid", "gid", "uname", "gname", "mtime"}) {
            extension.remove(known);
        }
        extension.forEach((name, value) -> fields.put("pax " + name, value));
        String path = path(written);
        if (!written.equals(path) && !written.equals(path + "/")) {
            fields.put("name as written", written);
        }
        content = member(length);
        return new TarItem(path, fields, length);
    }

    private String names(TarHeaderBlock block) {
        String user = extension.getOrDefault("uname", block.text(265, 32));
        String group = extension.getOrDefault("gname", block.text(297, 32));
        return user.isEmpty() && group.isEmpty() ? "none" : user + ":" + group;
    }

    private static String path(String written) {
        String path = written.startsWith("./") && written.length() > 2 ? written.substring(2) : written;
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String time(String seconds) {
        try {
            int point = seconds.indexOf('.');
            String whole = point < 0 ? seconds : seconds.substring(0, point);
            return Instant.ofEpochSecond(Long.parseLong(whole)) + (point < 0 ? "" : " and " + seconds.substring(point));
        } catch (NumberFormatException | DateTimeException e) {
            return seconds;
        }
    }

    /** How many bytes fill the last block. */
    private static long padding(long size) {
        return -size & (TarHeaderBlock.SIZE - 1);
    }

    private byte[] extensionContent(long size) throws IOException {
        if (size > MOST_EXTENSION) {
            throw new IOException("a header of " + size + " bytes for a name, where " + MOST_EXTENSION + " may be");
        }
        byte[] content = in.readNBytes((int) size);
        in.skipNBytes(padding(size));
        return content;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String cut(byte[] bytes) {
        String text = text(bytes);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** {@code "LENGTH KEY=VALUE\n"} again and again (POSIX.1-2001, pax Extended Header). */
    private void pax(byte[] content) throws IOException {
        int at = 0;
        while (at < content.length) {
            int blank = at;
            while (blank < content.length && content[blank] != ' ') {
                blank++;
            }
            long length = whole(new String(content, at, blank - at, StandardCharsets.ISO_8859_1));
            if (length <= blank - at + 1 || length > content.length - at) {
                throw new IOException("a pax header that is malformed");
            }
            int end = at + (int) length;
            String record = new String(content, blank + 1, end - blank - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals < 0) {
                throw new IOException("a pax header that is malformed");
            }
            extension.put(record.substring(0, equals), record.substring(equals + 1));
            at = end;
        }
    }

    private static long whole(String digits) throws IOException {
        if (!digits.matches("\\d{1,18}")) {
            throw new IOException("a pax header with a number that is none");
        }
        return Long.parseLong(digits);
    }
}
