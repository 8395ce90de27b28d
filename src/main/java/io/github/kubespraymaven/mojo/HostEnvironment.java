package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.http.HostLogin;
import io.github.kubespraymaven.http.Netrc;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.python.index.PipConfiguration;
import io.github.kubespraymaven.python.index.SourceSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a goal finds around it, read once: the environment, and the configuration files of apt and pip, which say where this
 * machine gets packages from.
 *
 * @param environment the variables by name
 * @param home the user's directory
 */
record HostEnvironment(Map<String, String> environment, Path home) {
    private static final Path APT = Path.of("/etc/apt");
    private static final String CACHE_NAME = "kubespray-maven";

    /** Reads the process' environment. */
    static HostEnvironment ofProcess() {
        return new HostEnvironment(Map.copyOf(System.getenv()), Path.of(System.getProperty("user.home")));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns where programs are found. */
    SearchPath programs() {
        return SearchPath.of(environment);
    }

    /** Returns the plugin's folder in the platform's cache directory. */
    Path cacheDirectory() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return variable("LOCALAPPDATA")
                    .map(Path::of)
                    .orElse(home.resolve("AppData/Local"))
                    .resolve(CACHE_NAME);
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library/Caches").resolve(CACHE_NAME);
        }
        return variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".cache"))
                .resolve(CACHE_NAME);
    }

    /** Returns the texts of apt's source lists by file name, in apt's order; none where there is no apt. */
    Map<String, String> aptSources() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        addText(APT.resolve("sources.list"), texts);
        for (Path file : filesBelow(APT.resolve("sources.list.d"))) {
            String name = file.getFileName().toString();
            if (name.endsWith(".list") || name.endsWith(".sources")) {
                addText(file, texts);
            }
        }
        return texts;
    }

    /** Returns the texts of pip's configuration files, of which later ones win. */
    List<String> pipConfiguration() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String file : PipConfiguration.locations(environment, System.getProperty("os.name"), home.toString())) {
            Path path = Path.of(file);
            if (Files.isReadable(path) && Files.isRegularFile(path)) {
                texts.add(Files.readString(path, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /**
     * Returns the authorities that this machine's tools are told to trust, where that is a file: SSL_CERT_FILE and what pip
     * trusts (PIP_CERT, else {@code cert} of its configuration).
     *
     * @param directory what relative paths are relative to
     * @throws MistakeException if pip's file is not there
     */
    List<Path> authorities(Path directory) throws IOException {
        SourceSearch pip =
                new SourceSearch(Optional.empty(), environment, PipConfiguration.read(pipConfiguration()), directory);
        Set<Path> files = new TreeSet<>();
        variable("SSL_CERT_FILE").map(Path::of).filter(Files::isRegularFile).ifPresent(files::add);
        pip.certificates().ifPresent(files::add);
        return List.copyOf(files);
    }

    /** Returns the logins of the user's .netrc, or of the file that NETRC names. */
    List<HostLogin> netrc() {
        Path file = variable("NETRC").map(Path::of).orElse(home.resolve(".netrc"));
        try {
            return Files.isReadable(file) && Files.isRegularFile(file)
                    ? Netrc.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString())
                    : List.of();
        } catch (IOException e) {
            // As where there is none: who wants a login says so.
            return List.of();
        }
    }

    /** Returns where Docker and podman keep the authorities of single registries; the user's own folders first. */
    List<Path> certificatesByHost() {
        Path configuration = variable("XDG_CONFIG_HOME").map(Path::of).orElse(home.resolve(".config"));
        return List.of(
                configuration.resolve("containers/certs.d"),
                configuration.resolve("docker/certs.d"),
                Path.of("/etc/containers/certs.d"),
                Path.of("/etc/docker/certs.d"));
    }

    private static void addText(Path file, Map<String, String> texts) throws IOException {
        if (Files.isReadable(file)) {
            texts.put(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            found.forEach(files::add);
        }
        return List.copyOf(new TreeSet<>(files));
    }
}
