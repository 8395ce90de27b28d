package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Address;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a file stands in a tree of hosts and paths: {@code HOST/PATH}, as {@code wget -x} makes it of an address. The host is in
 * lower case, its port is kept where it is not the scheme's own, the path is percent-decoded, an address that ends with a slash
 * gets {@code index.html}, and a query stays in the name.
 *
 * @param segments the directories and the file, none of them empty, {@code .} or {@code ..}
 */
public record TreeName(List<String> segments) {
    /** What no file system takes. */
    private static final int LONGEST = 255;

    private static final String INDEX = "index.html";
    private static final String ILLEGAL_ON_WINDOWS = "<>\"|*\\";
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    /** Keeps its own copy. */
    public TreeName {
        segments = List.copyOf(segments);
    }

    /**
     * Returns the name of an absolute http or https address.
     *
     * @throws IllegalArgumentException if its name could not stand in a tree: says why
     */
    public static TreeName of(URI address) {
        return of(address, System.getProperty("os.name", "").startsWith("Windows"));
    }

    /** As {@link #of(URI)}, with Windows' rules for names or without. */
    static TreeName of(URI address, boolean windows) {
        List<String> segments = new ArrayList<>();
        segments.add(host(address));
        segments.addAll(path(address.getRawPath()));
        if (address.getRawPath() == null || address.getRawPath().isEmpty() || isFolder(address.getRawPath())) {
            segments.add(INDEX);
        }
        if (address.getRawQuery() != null) {
            int last = segments.size() - 1;
            segments.set(last, segments.get(last) + "?" + decoded(address.getRawQuery()));
        }
        if (windows) {
            segments.replaceAll(TreeName::onWindows);
        }
        segments.forEach(TreeName::check);
        return new TreeName(segments);
    }

    private static boolean isFolder(String path) {
        return path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
    }

    private static String host(URI address) {
        String name = address.getHost().toLowerCase(Locale.ROOT);
        String host = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        int usual = address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return address.getPort() < 0 || address.getPort() == usual ? host : host + ":" + address.getPort();
    }

    private static Deque<String> path(String raw) {
        Deque<String> path = new ArrayDeque<>();
        for (String segment : (raw == null ? "" : raw).split("/")) {
            if (segment.equals("..")) {
                // Above the root there is nothing (RFC 3986, section 5.2.4).
                path.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                path.add(decoded(segment));
            }
        }
        return path;
    }

    /** A slash that was written otherwise stays so: it parts nothing. */
    private static String decoded(String raw) {
        byte[] text = raw.replace("/", "%2F").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(text.length);
        for (int i = 0; i < text.length; i++) {
            int octet = text[i] == '%' && i + 2 < text.length ? octet(text[i + 1], text[i + 2]) : -1;
            if (octet < 0 || octet == '/') {
                bytes.put(text[i]);
            } else {
                bytes.put((byte) octet);
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its name is no UTF-8 when its percent signs are decoded", e);
        }
    }

    private static int octet(byte high, byte low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : h << 4 | l;
    }

    private static String onWindows(String segment) {
        String name = segment.replace(':', '+').replace('?', '@');
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        String lower = stem.toLowerCase(Locale.ROOT);
        boolean device = DEVICES.contains(lower) || lower.matches("(com|lpt)[0-9]");
        boolean illegal = name.chars().anyMatch(c -> ILLEGAL_ON_WINDOWS.indexOf(c) >= 0);
        if (device || illegal || name.endsWith(".") || name.endsWith(" ")) {
            throw new IllegalArgumentException("Windows has no files of the name '" + name + "'");
        }
        return name;
    }

    private static void check(String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("its path would leave the tree");
        }
        if (segment.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("its name would have control characters");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException(
                    "its name would have more than " + LONGEST + " bytes, which no file system takes");
        }
    }

    /** Tells whether an address has this name. */
    public boolean isOf(String address) {
        try {
            return equals(of(Address.http(Address.parse(address))));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the file's place in a tree. */
    public Path in(Path tree) {
        Path file = tree;
        for (String segment : segments) {
            file = file.resolve(segment);
        }
        return file;
    }

    /** Returns the segments with slashes between them. */
    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
