package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.tree.tar.TarDetails;
import io.github.kubespraymaven.tree.tar.TarMember;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry of a layer, every field of it: unlike the readers that make trees of layers it keeps what nobody needs, since that is
 * what two layers may differ in.
 *
 * @param path its name, without {@code ./} before and a slash behind
 * @param fields all that is said of it but its content, by what people call it, as text
 * @param size bytes of content
 */
record TarItem(String path, SortedMap<String, String> fields, long size) {
    /** The field that tells what an entry is. */
    static final String TYPE = "type";

    private static final String FILE = "file";

    /** Records of a pax header that stand for fields. */
    private static final Set<String> KNOWN =
            Set.of("path", "linkpath", "size", "uid", "gid", "uname", "gname", "mtime");

    /** Guards the fields, which entries may share. */
    TarItem {
        fields = Collections.unmodifiableSortedMap(fields);
    }

    /** Returns what it is. */
    String type() {
        return fields.getOrDefault(TYPE, FILE);
    }

    /**
     * Returns what a member of an archive says.
     *
     * @throws IOException if that is no time, or no device
     */
    static TarItem of(TarMember member) throws IOException {
        TarDetails details = member.details();
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put(TYPE, type(member));
        fields.put("mode", String.format(Locale.ROOT, "%04o", member.mode()));
        fields.put("owner", member.uid() + ":" + member.gid());
        fields.put("owner's name", names(details.userName(), details.groupName()));
        fields.put("time", time(details.time()));
        fields.put("header", details.form());
        if (!member.linkTarget().isEmpty()) {
            fields.put("link target", member.linkTarget());
        }
        if (member.type() == TarMember.Type.CHARACTER_DEVICE || member.type() == TarMember.Type.BLOCK_DEVICE) {
            fields.put("device", details.device());
        }
        for (Map.Entry<String, String> pax : details.records().entrySet()) {
            if (!KNOWN.contains(pax.getKey())) {
                fields.put("pax " + pax.getKey(), pax.getValue());
            }
        }
        details.global().ifPresent(all -> fields.put("pax global pax header", all));
        String path = path(member.name());
        if (!member.name().equals(path) && !member.name().equals(path + "/")) {
            fields.put("name as written", member.name());
        }
        return new TarItem(path, fields, member.size());
    }

    private static String type(TarMember member) {
        return switch (member.type()) {
            case FILE -> FILE;
            case HARD_LINK -> "hard link";
            case SYMLINK -> "symbolic link";
            case CHARACTER_DEVICE -> "character device";
            case BLOCK_DEVICE -> "block device";
            case DIRECTORY -> "directory";
            case PIPE -> "pipe";
            case OTHER -> String.format(Locale.ROOT, "entry of type 0x%02x", (int) member.flag());
        };
    }

    private static String names(String user, String group) {
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
}
