package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.PackageControl;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Owners and modes that scripts give to what packages ship, by chown, chgrp, chmod and dpkg-statoverride. A file counts when
 * both are known: a mode in octal, and an owner or group; so ssh-agent gets its group and the bit that makes use of it
 * together.
 */
final class Ownership {
    /** Groups whose numbers are the same on every Debian system (Policy 9.2.2), as far as packages give files to them. */
    private static final Map<String, Integer> FIXED = Map.ofEntries(
            Map.entry("root", 0),
            Map.entry("daemon", 1),
            Map.entry("adm", 4),
            Map.entry("tty", 5),
            Map.entry("disk", 6),
            Map.entry("mail", 8),
            Map.entry("man", 12),
            Map.entry("proxy", 13),
            Map.entry("dip", 30),
            Map.entry("www-data", 33),
            Map.entry("shadow", 42),
            Map.entry("utmp", 43),
            Map.entry("plugdev", 46),
            Map.entry("staff", 50),
            Map.entry("nogroup", 65534));

    private static final Set<String> PROGRAMS = Set.of("chmod", "chgrp", "chown", "dpkg-statoverride");

    private final ScriptAccounts accounts;
    private final Map<String, Integer> modes = new HashMap<>();
    private final Map<String, Integer> uids = new HashMap<>();
    private final Map<String, Integer> gids = new HashMap<>();

    private Ownership(ScriptAccounts accounts) {
        this.accounts = accounts;
    }

    /** The attributes that scripts give, by place. */
    static Map<TreePath, TreeEntry.Attributes> of(List<PackageControl> packages, ScriptAccounts accounts) {
        Ownership ownership = new Ownership(accounts);
        for (PackageControl one : packages) {
            ProgramCalls calls = ProgramCalls.in(one, PROGRAMS);
            calls.of("chmod").forEach(ownership::chmod);
            calls.of("chgrp").forEach(call -> ownership.chown(":", call));
            calls.of("chown").forEach(call -> ownership.chown("", call));
            calls.of("dpkg-statoverride").forEach(ownership::override);
        }
        return ownership.attributes();
    }

    private Map<TreePath, TreeEntry.Attributes> attributes() {
        Map<TreePath, TreeEntry.Attributes> attributes = new HashMap<>();
        modes.forEach((file, mode) -> {
            boolean owned = uids.containsKey(file) || gids.containsKey(file);
            if (owned && file.matches("/(?:[\\w.+-]+/)*[\\w.+-]+") && !file.contains("..")) {
                attributes.put(
                        Alternatives.usr(file),
                        new TreeEntry.Attributes(mode, uids.getOrDefault(file, 0), gids.getOrDefault(file, 0)));
            }
        });
        return attributes;
    }

    private void chmod(List<String> call) {
        List<String> words = operands(call);
        if (words.size() > 1 && words.get(0).matches("[0-7]{3,4}")) {
            words.subList(1, words.size()).forEach(file -> modes.put(file, Integer.parseInt(words.get(0), 8)));
        }
    }

    private void chown(String before, List<String> call) {
        List<String> words = operands(call);
        if (words.size() > 1) {
            own(before + words.get(0), words.subList(1, words.size()));
        }
    }

    /** {@code --add USER GROUP MODE FILE}. */
    private void override(List<String> call) {
        List<String> words = operands(call);
        if (call.contains("--add") && words.size() == 4) {
            own(words.get(0) + ":" + words.get(1), words.subList(3, 4));
            chmod(words.subList(2, 4));
        }
    }

    private void own(String owner, List<String> files) {
        String[] names = owner.split("[:.]", 2);
        Optional<Integer> uid = names[0].equals("root")
                ? Optional.of(0)
                : Optional.ofNullable(accounts.users().get(names[0])).map(ScriptAccounts.User::uid);
        Optional<Integer> gid = names.length < 2
                ? Optional.empty()
                : Optional.ofNullable(FIXED.get(names[1]))
                        .or(() -> Optional.ofNullable(accounts.groups().get(names[1])));
        for (String file : files) {
            uid.ifPresent(number -> uids.put(file, number));
            gid.ifPresent(number -> gids.put(file, number));
        }
    }

    private static List<String> operands(List<String> call) {
        return call.stream().filter(word -> !word.startsWith("-")).toList();
    }
}
