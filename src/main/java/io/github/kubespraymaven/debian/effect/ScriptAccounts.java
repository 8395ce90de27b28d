package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.PackageControl;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The system users and groups that packages ask adduser for, numbered from 100 on in the order of the packages' names, as
 * adduser does; and those that are in passwd(5) and group(5) already.
 */
final class ScriptAccounts {
    static final TreePath PASSWD = TreePath.of("etc/passwd");
    static final TreePath GROUP = TreePath.of("etc/group");

    private static final String NUMBER = "\\d{1,9}";
    private static final int FIRST = 100;
    private static final int NOGROUP = 65534;

    /** base-passwd's group users has it (Policy 9.2.2). */
    private static final int USERS = 100;

    /** Options of adduser and addgroup that are followed by a value. */
    private static final Set<String> WITH_VALUE =
            Set.of("--home", "--gecos", "--comment", "--shell", "--ingroup", "--uid", "--gid", "--conf", "--firstuid");

    private static final Set<String> PROGRAMS = Set.of("addgroup", "groupadd", "adduser", "useradd");

    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Set<String> before = new HashSet<>();

    /**
     * A user of a package.
     *
     * @param uid its number
     * @param gid its group's number
     * @param home its directory
     * @param shell what it logs in to
     */
    record User(int uid, int gid, String home, String shell) {}

    ScriptAccounts(List<PackageControl> packages, BaseRootfs rootfs) throws IOException {
        for (String line : lines(rootfs, GROUP)) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3 && fields[2].matches(NUMBER)) {
                groups.put(fields[0], Integer.parseInt(fields[2]));
                before.add(GROUP + fields[0]);
            }
        }
        for (String line : lines(rootfs, PASSWD)) {
            String[] fields = line.split(":", -1);
            if (fields.length > 6 && fields[2].matches(NUMBER) && fields[3].matches(NUMBER)) {
                users.put(
                        fields[0],
                        new User(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), fields[5], fields[6]));
                before.add(PASSWD + fields[0]);
            }
        }
        List<PackageControl> ordered = packages.stream()
                .sorted(Comparator.comparing(PackageControl::name))
                .toList();
        for (PackageControl one : ordered) {
            ProgramCalls calls = ProgramCalls.in(one, PROGRAMS);
            calls.of("addgroup", "groupadd").forEach(this::group);
            calls.of("adduser", "useradd").forEach(this::user);
        }
    }

    private static List<String> lines(BaseRootfs rootfs, TreePath file) throws IOException {
        return rootfs.content(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    /** Returns the groups that are new. */
    Map<String, Integer> newGroups() {
        Map<String, Integer> added = new LinkedHashMap<>(groups);
        added.keySet().removeIf(name -> before.contains(GROUP + name));
        return added;
    }

    /** Returns the users that are new. */
    Map<String, User> newUsers() {
        Map<String, User> added = new LinkedHashMap<>(users);
        added.keySet().removeIf(name -> before.contains(PASSWD + name));
        return added;
    }

    Map<String, Integer> groups() {
        return groups;
    }

    Map<String, User> users() {
        return users;
    }

    private void group(List<String> arguments) {
        Call call = Call.of(arguments);
        if (call.isSystem() && call.isSound()) {
            groups.putIfAbsent(call.name(), number(call.options().get("--gid"), takenGroups()));
        }
    }

    private void user(List<String> arguments) {
        Call call = Call.of(arguments);
        if (!call.isSystem() || !call.isSound() || users.containsKey(call.name())) {
            return;
        }
        Set<Integer> taken = takenUsers();
        if (call.options().containsKey("--group") && !groups.containsKey(call.name())) {
            // adduser looks for one number that both can have.
            taken.addAll(takenGroups());
            groups.put(call.name(), number(call.options().get("--uid"), taken));
        }
        String group = call.options().getOrDefault("--ingroup", call.name());
        users.put(
                call.name(),
                new User(
                        number(call.options().get("--uid"), taken),
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
        return users.values().stream().map(User::uid).collect(Collectors.toCollection(HashSet::new));
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

        /** Whether nothing in it would end a field or a line of passwd(5) or group(5). */
        boolean isSound() {
            return name.matches("[A-Za-z_][A-Za-z0-9_.-]*")
                    && options.values().stream().noneMatch(value -> value.matches("(?s).*[:\n].*"));
        }

        boolean isSystem() {
            return options.containsKey("--system") || options.containsKey("-r");
        }
    }
}
