package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirementsfile.Option;
import io.github.kubespraymaven.python.requirementsfile.RequirementsEntry;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which index a user means: the parameter; else {@code --index-url} of the requirements; else PIP_INDEX_URL or
 * UV_DEFAULT_INDEX; else pip's configuration files; else a pip's own default.
 *
 * @param parameter what {@code pythonIndex} says
 * @param environment the process's environment
 * @param configuration what pip's configuration files say
 * @param directory what relative paths of the environment are relative to
 */
public record SourceSearch(
        Optional<String> parameter, Map<String, String> environment, PipConfiguration configuration, Path directory) {
    private static final List<String> VARIABLES = List.of(
            "PIP_NO_INDEX",
            "PIP_INDEX_URL",
            "PIP_EXTRA_INDEX_URL",
            "PIP_FIND_LINKS",
            "UV_NO_INDEX",
            "UV_DEFAULT_INDEX",
            "UV_INDEX_URL",
            "UV_INDEX",
            "UV_EXTRA_INDEX_URL",
            "UV_FIND_LINKS");
    private static final List<String> OPTIONS = List.of("no-index", "index-url", "extra-index-url", "find-links");

    /** Keeps its own copy. */
    public SourceSearch {
        environment = Map.copyOf(environment);
    }

    /** A way to a pip's own default index, taken only if nothing else names one: it starts a process, or opens a package. */
    @FunctionalInterface
    public interface LastResort {
        /** Returns the default of some pip; empty where there is none. */
        Optional<String> index() throws IOException;
    }

    /**
     * Returns where distributions are looked for.
     *
     * @param requirements whose options count
     * @param lastResorts tried in their order
     * @throws PythonException if no index is named anywhere, or an address is none
     */
    public PackageSources find(RequirementsFile requirements, List<LastResort> lastResorts) throws IOException {
        Options options = options(requirements);
        Set<URI> links = new LinkedHashSet<>(options.links());
        for (String location : words("find-links", "UV_FIND_LINKS")) {
            links.add(location(location, directory));
        }
        if (options.noIndex()
                || isTrue("PIP_NO_INDEX")
                || isTrue("UV_NO_INDEX")
                || isTrue(configuration.value("no-index"))) {
            return new PackageSources(List.of(), List.copyOf(links));
        }
        refuseClientCertificate();
        Set<URI> indexes = new LinkedHashSet<>();
        indexes.add(address(main(options, lastResorts)));
        for (String extra : options.extraIndexes()) {
            indexes.add(address(extra));
        }
        List<String> extras = new ArrayList<>(words("extra-index-url", "UV_EXTRA_INDEX_URL"));
        variable("UV_INDEX").ifPresent(value -> extras.addAll(split(value)));
        for (String extra : extras) {
            indexes.add(address(unnamed(extra)));
        }
        return new PackageSources(List.copyOf(indexes), List.copyOf(links));
    }

    /** Returns all that names indexes here, but for the requirements; may hold passwords, and is only to be hashed. */
    public String named() {
        StringBuilder all = new StringBuilder(parameter.orElse(""));
        for (String variable : VARIABLES) {
            all.append('\n').append(variable(variable).orElse(""));
        }
        for (String option : OPTIONS) {
            all.append('\n').append(configuration.value(option).orElse(""));
        }
        return all.toString();
    }

    /**
     * Returns the file of authorities that pip was told to trust, if it was told.
     *
     * @throws UserErrorException if it is not there
     */
    public Optional<Path> certificates() throws UserErrorException {
        Optional<String> own = variable("PIP_CERT");
        Optional<Path> file = own.or(() -> configuration.value("cert")).map(directory::resolve);
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            throw new UserErrorException((own.isPresent() ? "PIP_CERT" : "'cert' in pip's configuration") + " names "
                    + file.get() + ", which is no file; name a PEM file of authorities, or take it away");
        }
        return file;
    }

    /** pip would show it to every host that it asks; here each host sees its own alone. */
    private void refuseClientCertificate() throws UserErrorException {
        boolean inEnvironment = environment.containsKey("PIP_CLIENT_CERT");
        if (inEnvironment
                ? variable("PIP_CLIENT_CERT").isPresent()
                : configuration.value("client-cert").isPresent()) {
            throw new UserErrorException((inEnvironment ? "PIP_CLIENT_CERT" : "'client-cert' in pip's configuration")
                    + " names a client's certificate, which is not followed; put it and its key into"
                    + " certs.d/HOST:PORT of the index, as client.cert and client.key, and set PIP_CLIENT_CERT to nothing"
                    + " for this build");
        }
    }

    private String main(Options options, List<LastResort> lastResorts) throws IOException {
        Optional<String> stated = parameter
                .filter(value -> !value.isBlank())
                .or(options::index)
                .or(() -> variable("PIP_INDEX_URL"))
                .or(() -> variable("UV_DEFAULT_INDEX").map(SourceSearch::unnamed))
                .or(() -> variable("UV_INDEX_URL"))
                .or(() -> configuration.value("index-url"));
        if (stated.isPresent()) {
            return stated.get();
        }
        for (LastResort lastResort : lastResorts) {
            Optional<String> found = lastResort.index();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new PythonException(
                "no Python index is named anywhere: not by pythonIndex, --index-url in the requirements,"
                        + " PIP_INDEX_URL, UV_DEFAULT_INDEX, pip's configuration or a pip of this machine; give its address with"
                        + " -Dkubespray.pythonIndex=https://HOST/simple");
    }

    private record Options(Optional<String> index, List<String> extraIndexes, List<URI> links, boolean noIndex) {}

    private Options options(RequirementsFile requirements) throws PythonException {
        Optional<String> index = Optional.empty();
        List<String> extras = new ArrayList<>();
        List<URI> links = new ArrayList<>();
        boolean none = false;
        for (RequirementsEntry entry : requirements.entries()) {
            if (!(entry instanceof RequirementsEntry.Options line)) {
                continue;
            }
            for (Option option : line.options()) {
                if (option instanceof Option.IndexUrl url) {
                    index = Optional.of(url.url());
                    extras.clear();
                } else if (option instanceof Option.ExtraIndexUrl url) {
                    extras.add(url.url());
                } else if (option instanceof Option.FindLinks found) {
                    links.add(location(found.location(), besides(line.place().file())));
                } else if (option instanceof Option.NoIndex) {
                    none = true;
                }
            }
        }
        return new Options(index, extras, links, none);
    }

    private Path besides(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? directory : directory.resolve(file.substring(0, slash + 1));
    }

    private static URI location(String location, Path directory) throws PythonException {
        String lower = location.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http:") || lower.startsWith("https:") || lower.startsWith("file:")) {
            return address(location);
        }
        try {
            return directory.resolve(location).normalize().toUri();
        } catch (InvalidPathException e) {
            throw new PythonException("--find-links '" + location + "' is neither an address nor a path", e);
        }
    }

    /** Neither error repeats a password, nor has a cause that does. */
    private static URI address(String text) throws PythonException {
        try {
            URI uri = Address.parse(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (scheme.equals("file") || (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http")))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new PythonException("the address of a Python index cannot be read: " + e.getMessage());
        }
        throw new PythonException("the address of a Python index must start with https://, http:// or file://: "
                + Address.shown(text.strip()));
    }

    /** uv lets an index have a name: {@code name=https://…}. */
    private static String unnamed(String index) {
        return index.replaceFirst("^[\\w.-]+=(?=\\w+:)", "");
    }

    private List<String> words(String option, String uvVariable) {
        String pip = "PIP_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> words = new ArrayList<>();
        variable(pip).or(() -> configuration.value(option)).ifPresent(value -> words.addAll(split(value)));
        variable(uvVariable).ifPresent(value -> words.addAll(split(value.replace(',', ' '))));
        return words;
    }

    private static List<String> split(String value) {
        return List.of(value.strip().split("\\s+"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private boolean isTrue(String variable) {
        return isTrue(variable(variable));
    }

    private static boolean isTrue(Optional<String> value) {
        return value.filter(text -> Set.of("y", "yes", "t", "true", "on", "1").contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
