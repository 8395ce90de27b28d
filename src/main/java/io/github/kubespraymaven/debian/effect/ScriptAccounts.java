package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.PackageControl;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The system users and groups that packages ask adduser for, numbered from 100 on in the order of the packages' names, as
 * adduser does; and the files that are given to them.
 */
final class ScriptAccounts {
    private static final int FIRST = 100;
    private static final int NOGROUP = 65534;

    /** base-passwd's group users has it (Policy 9.2.2). */
    private static final int USERS = 100;

    /** Options of adduser and addgroup that are followed by a value. */
    private static final Set<String> WITH_VALUE =
            Set.of("--home", "--gecos", "--comment", "--shell", "--ingroup", "--uid", "--gid", "--conf", "--firstuid");

    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final List<PackageControl> packages;

    /**
     * A user of a package.
     *
     * @param uid its number
     * @param gid its group's number
     * @param home its directory
     * @param shell what it logs in to
     */
    record User(int uid, int gid, String home, String shell) {}

    ScriptAccounts(List<PackageControl> packages) {
        this.packages = packages.stream()
                .sorted(Comparator.comparing(PackageControl::name))
                .toList();
        for (PackageControl one : this.packages) {
            Scripts.calls(one, "(?:addgroup|groupadd)").forEach(this::group);
            Scripts.calls(one, "(?:adduser|useradd)").forEach(this::user);
        }
    }

    Map<String, Integer> groups() {
        return groups;
    }

    Map<String, User> users() {
        return users;
    }

    private void group(List<String> arguments) {
        Call call = Call.of(arguments);
        if (call.isSystem() && !call.name().isEmpty()) {
            groups.putIfAbsent(call.name(), number(call.options().get("--gid"), takenGroups()));
        }
    }

    private void user(List<String> arguments) {
        Call call = Call.of(arguments);
        if (!call.isSystem() || call.name().isEmpty() || users.containsKey(call.name())) {
            return;
        }
        if (call.options().containsKey("--group")) {
            groups.putIfAbsent(call.name(), number(null, takenGroups()));
        }
        String group = call.options().getOrDefault("--ingroup", call.name());
        users.put(
                call.name(),
                new User(
                        number(call.options().get("--uid"), takenUsers()),
                        groups.getOrDefault(group, NOGROUP),
                        call.options().getOrDefault("--home", "/nonexistent"),
                        call.options().getOrDefault("--shell", "/usr/sbin/nologin")));
    }

    private Set<Integer> takenGroups() {
        Set<Integer> taken = new HashSet<>(groups.values());
        taken.add(USERS);
        return taken;
    }

    private Set<Integer> takenUsers() {
        return users.values().stream().map(User::uid).collect(Collectors.toSet());
    }

    private static int number(@org.jspecify.annotations.Nullable String given, Set<Integer> taken) {
        if (given != null && given.matches("\\d{1,6}")) {
            return Integer.parseInt(given);
        }
        int number = FIRST;
        while (taken.contains(number)) {
            number++;
        }
        return number;
    }

    /** Returns new modes and groups of shipped files, from {@code chgrp GROUP FILE} and {@code chmod MODE FILE}. */
    Map<TreePath, Entry.Attributes> attributes() {
        Map<TreePath, Entry.Attributes> attributes = new HashMap<>();
        for (PackageControl one : packages) {
            for (List<String> chgrp : Scripts.calls(one, "chgrp")) {
                if (chgrp.size() == 2
                        && groups.containsKey(chgrp.get(0))
                        && chgrp.get(1).matches("/usr/[\\w./-]+")) {
                    OptionalInt mode = mode(one, chgrp.get(1));
                    mode.ifPresent(bits -> attributes.put(
                            TreePath.of(chgrp.get(1).substring(1)),
                            new Entry.Attributes(bits, 0, groups.getOrDefault(chgrp.get(0), 0))));
                }
            }
        }
        return attributes;
    }

    private static OptionalInt mode(PackageControl one, String file) {
        for (List<String> chmod : Scripts.calls(one, "chmod")) {
            if (chmod.size() == 2 && chmod.get(1).equals(file) && chmod.get(0).matches("[0-7]{3,4}")) {
                return OptionalInt.of(Integer.parseInt(chmod.get(0), 8));
            }
        }
        return OptionalInt.empty();
    }

    /** A call of adduser or addgroup: its options, and the last word that belongs to none. */
    private record Call(Map<String, String> options, String name) {
        static Call of(List<String> arguments) {
            Map<String, String> options = new HashMap<>();
            List<String> words = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                String word = arguments.get(i);
                if (WITH_VALUE.contains(word) && i + 1 < arguments.size()) {
                    options.put(word, arguments.get(++i));
                } else if (word.startsWith("-")) {
                    options.put(word, "");
                } else if (!word.contains(">") && !word.startsWith("/")) {
                    words.add(word);
                }
            }
            return new Call(options, words.isEmpty() ? "" : words.get(words.size() - 1));
        }

        boolean isSystem() {
            return options.containsKey("--system") || options.containsKey("-r");
        }
    }
}
