package io.github.kubespraymaven.sbom.licence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of SPDX's list, and other names that mean one of them for certain. */
public final class LicenceNames {
    private static final String LIST = "spdx-ids.txt";
    private static final String OTHERS = "other-names.txt";
    private static final String EXCEPTION = "exception ";

    /** As Debian, Python and Ansible write the GNU licences: GPL-2+, LGPL-2.1, GPLv3+, GPL-3.0-or-later. */
    private static final Pattern GNU =
            Pattern.compile("(a|l)?gpl[ -]?v?(\\d)(?:\\.(\\d))?(?:\\.0)?(\\+|-or-later|-only)?");

    private static final Pattern FREE_DOCUMENTATION = Pattern.compile("gfdl(-niv)?-(1\\.\\d)(\\+)?");

    private final Map<String, String> licences = new HashMap<>();
    private final Map<String, String> exceptions = new HashMap<>();

    private LicenceNames() {}

    /** Reads both lists. */
    public static LicenceNames load() {
        LicenceNames names = new LicenceNames();
        for (String line : lines(LIST)) {
            boolean exception = line.startsWith(EXCEPTION);
            String name = exception ? line.substring(EXCEPTION.length()) : line;
            (exception ? names.exceptions : names.licences).put(name.toLowerCase(Locale.ROOT), name);
        }
        for (String line : lines(OTHERS)) {
            int equals = line.indexOf(" = ");
            names.licences.put(line.substring(0, equals), line.substring(equals + 3));
        }
        return names;
    }

    private static Iterable<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(LicenceNames.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all names of SPDX's list that may come of it. */
    Collection<String> listed() {
        return licences.values();
    }

    /** Returns the licence of SPDX's list that a name means, if that is certain. */
    public Optional<Licence> find(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        Optional<String> known = Optional.ofNullable(licences.get(lower));
        return known.or(() -> gnu(lower)).or(() -> freeDocumentation(lower)).map(Licence::new);
    }

    /** Returns the licence that a name means, kept under that name where SPDX's list does not have it. */
    public Licence licence(String name) {
        return find(name).orElseGet(() -> Licence.named(name));
    }

    /** Returns the exception of SPDX's list under that name. */
    Optional<String> exception(String name) {
        return Optional.ofNullable(exceptions.get(name.toLowerCase(Locale.ROOT)));
    }

    private Optional<String> gnu(String lower) {
        Matcher at = GNU.matcher(lower);
        if (!at.matches()) {
            return Optional.empty();
        }
        String family = at.group(1) == null ? "" : at.group(1).toUpperCase(Locale.ROOT);
        String later = at.group(4) == null || at.group(4).equals("-only") ? "-only" : "-or-later";
        String version = at.group(2) + "." + (at.group(3) == null ? "0" : at.group(3));
        return listed(family + "GPL-" + version + later);
    }

    private Optional<String> freeDocumentation(String lower) {
        Matcher at = FREE_DOCUMENTATION.matcher(lower);
        return at.matches()
                ? listed("GFDL-" + at.group(2) + (at.group(1) == null ? "" : "-no-invariants")
                        + (at.group(3) == null ? "-only" : "-or-later"))
                : Optional.empty();
    }

    private Optional<String> listed(String name) {
        return Optional.ofNullable(licences.get(name.toLowerCase(Locale.ROOT)));
    }
}
