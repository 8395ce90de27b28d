package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.Deployment;
import io.github.kubespraymaven.manifest.download.DownloadItem;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether overrides do what they are for: {@code downloads} is evaluated without and with them, for each host and platform. Each URL must be
 * the old one below the file server, each repository its copy's name, and no other field may be another.
 */
final class OverridesProof {
    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*(\\w+)");
    private static final int DEEPEST = 10;

    private final Deployment before;
    private final Deployment after;
    private final Optional<FileServer> files;
    private final Optional<RegistryHosts> registries;
    private final Set<String> overridden;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> unnamed = new TreeSet<>();
    private final Map<String, String> copies = new LinkedHashMap<>();
    private int fields;

    OverridesProof(
            Deployment before,
            Deployment after,
            Optional<FileServer> files,
            Optional<RegistryHosts> registries,
            Set<String> overridden) {
        this.before = before;
        this.after = after;
        this.files = files;
        this.registries = registries;
        this.overridden = overridden;
    }

    /** What is not as it must be, a line each. */
    Set<String> problems() {
        return problems;
    }

    /** Upstreams of images that are pulled, of which nobody said where the site has them. */
    Set<String> unnamed() {
        return unnamed;
    }

    /** How many fields were compared. */
    int fields() {
        return fields;
    }

    /** Compares all entries of a host. */
    void compare(String host, Architecture architecture) throws IOException {
        List<DownloadItem> old = before.downloads(host, architecture);
        List<DownloadItem> now = after.downloads(host, architecture);
        if (old.size() != now.size()) {
            problems.add("downloads has " + now.size() + " entries with the overrides, and " + old.size() + " without");
            return;
        }
        List<String> groups = before.source().inventory().groupNames(host);
        for (int i = 0; i < old.size(); i++) {
            compare(old.get(i), now.get(i), new Evaluated(host, architecture, groups));
        }
    }

    /** Where something was evaluated. */
    private record Evaluated(String host, Architecture architecture, List<String> groups) {
        @Override
        public String toString() {
            return "host " + host + ", " + architecture.platform();
        }
    }

    private void compare(DownloadItem old, DownloadItem now, Evaluated place) throws IOException {
        boolean pulled = old.failures().isEmpty()
                && old.enabled()
                && old.isContainer()
                && old.groups().stream().anyMatch(place.groups()::contains);
        Set<String> names = new LinkedHashSet<>(old.fields().keySet());
        names.addAll(old.failures().keySet());
        names.addAll(now.fields().keySet());
        for (String name : names) {
            fields++;
            Optional<Value> was = Optional.ofNullable(old.fields().get(name));
            Optional<Value> is = Optional.ofNullable(now.fields().get(name));
            Optional<Value> wanted = was.map(value -> expected(name, value, pulled));
            if (!wanted.equals(is)) {
                problems.add(problem(old.name(), name, wanted, is, place));
            }
        }
    }

    private Value expected(String field, Value value, boolean pulled) {
        return switch (field) {
            case "url" -> files.isPresent() ? moved(value, files.get()) : value;
            case "mirrors" -> files.isPresent() && value instanceof Items list
                    ? Items.list(list.elements().stream()
                            .map(element -> moved(element, files.get()))
                            .toList())
                    : value;
            case "repo" -> registries.isPresent() ? copy(value, registries.get(), pulled) : value;
            default -> value;
        };
    }

    private static Value moved(Value url, FileServer files) {
        return url instanceof Text text
                ? files.at(text.value()).<Value>map(Text::new).orElse(url)
                : url;
    }

    private Value copy(Value value, RegistryHosts hosts, boolean pulled) {
        if (!(value instanceof Text text) || text.value().isEmpty()) {
            return value;
        }
        try {
            Repository source = Repository.parse(text.value());
            Optional<String> copy = hosts.copy(source);
            if (copy.isEmpty()) {
                if (pulled) {
                    unnamed.add(source.registry());
                }
                return value;
            }
            String other = pulled ? copies.putIfAbsent(copy.get(), source.toString()) : null;
            if (other != null && !other.equals(source.toString())) {
                problems.add(other + " and " + source + " would both be " + copy.get()
                        + "; keep the registries apart with -Dkubespray.imageNames=host");
            }
            return new Text(copy.get());
        } catch (InvalidReferenceException e) {
            return value;
        }
    }

    private String problem(String entry, String field, Optional<Value> wanted, Optional<Value> is, Evaluated place)
            throws IOException {
        String what = "downloads." + entry + "." + field;
        String values = "it would be "
                + is.map(Value::text).map(text -> "'" + text + "'").orElse("undefined") + ", not "
                + wanted.map(Value::text).map(text -> "'" + text + "'").orElse("undefined");
        Optional<String> cause = cause(entry, field, place);
        return what + " (" + place + "): " + values + "; "
                + cause.orElse("no variable of this release moves it: the value stands in the entry itself");
    }

    /** The variable that decides about a field, and why it is not ours. */
    private Optional<String> cause(String entry, String field, Evaluated place) throws IOException {
        io.github.kubespraymaven.jinja.Variables raw =
                after.variables().of(place.host(), place.architecture(), List.of());
        Optional<String> source = raw.find("downloads")
                .filter(Dict.class::isInstance)
                .flatMap(downloads -> ((Dict) downloads).get(entry))
                .filter(Dict.class::isInstance)
                .flatMap(fields -> ((Dict) fields).get(field))
                .flatMap(RoleDefaults::source);
        List<String> chain = new ArrayList<>();
        for (int depth = 0; source.isPresent() && depth < DEEPEST; depth++) {
            Matcher name = NAME.matcher(source.get());
            if (!name.find()
                    || name.group(1).equals(UrlOverrides.FILES)
                    || name.group(1).equals(ImageOverrides.REGISTRY)) {
                break;
            }
            chain.add(name.group(1));
            source = raw.find(name.group(1)).flatMap(RoleDefaults::source);
        }
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        String last = chain.get(chain.size() - 1);
        for (String name : chain) {
            if (overridden.contains(name)) {
                return Optional.of("the variable " + name + " is set for this host where it wins over"
                        + " group_vars/all/offline.yml, in a group's, a host's or extra variables: take it out there");
            }
        }
        return Optional.of("the variable " + last + " decides about it, and is none that can be moved: "
                + source.orElse("no text"));
    }
}
