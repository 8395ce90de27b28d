package io.github.kubespraymaven.offline.overrides;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where files come from: of each URL variable of a release the one that decides about its host, which from v2.25 on is one of four that
 * all share, else the URL variable itself. The scheme of its value is replaced; all else stays as the release wrote it.
 */
final class UrlOverrides {
    static final String FILES = "files_repo";
    static final String PACKAGES = "os_repo";
    /** What a role fetches as a file. */
    private static final Pattern FILE = Pattern.compile("\\w+_(?:download|install)_url");
    /** What nodes fetch while they are set up, and no list names. */
    private static final Pattern DRIVER = Pattern.compile("nvidia_gpu_\\w+_base_url");
    /** Where helm gets charts, by http and https alone. */
    private static final Pattern CHARTS = Pattern.compile("\\w+_repository_url");
    /** Repositories of Docker's, containerd's and WireGuard's packages. */
    private static final Pattern PACKAGE =
            Pattern.compile("(?:docker|containerd)_\\w+_repo_(?:base_url|gpgkey)|calico_wireguard_repo");

    private static final Pattern LEADING = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}.*", Pattern.DOTALL);
    private static final int DEEPEST = 10;

    private final EffectiveVariables variables;

    UrlOverrides(EffectiveVariables variables) {
        this.variables = variables;
    }

    /** Those of files. */
    List<VariableOverride> files() {
        return below(FILES, FILE);
    }

    /** Those of drivers. */
    List<VariableOverride> drivers() {
        return below(FILES, DRIVER);
    }

    /** Those of charts. */
    List<VariableOverride> charts() {
        return below(FILES, CHARTS);
    }

    /**
     * Those of packages. What has no key beside it is read only to remove a repository of earlier releases (containerd's from v2.18 on).
     */
    List<VariableOverride> packages() {
        return below(PACKAGES, PACKAGE).stream()
                .filter(override -> !override.name().endsWith("_base_url")
                        || variables.has(override.name().replace("_base_url", "_gpgkey")))
                .toList();
    }

    private List<VariableOverride> below(String server, Pattern wanted) {
        Map<String, VariableOverride> found = new LinkedHashMap<>();
        for (String name : variables.names()) {
            if (wanted.matcher(name).matches()) {
                decider(name, 0).ifPresent(decider -> moved(server, decider)
                        .ifPresent(override -> found.putIfAbsent(decider, override)));
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The variable whose value begins with the scheme and the host. */
    private Optional<String> decider(String name, int depth) {
        String source = variables.source(name).orElse("");
        if (FileServer.place(source).isPresent()) {
            return Optional.of(name);
        }
        Matcher leading = LEADING.matcher(source);
        if (!leading.matches() || depth > DEEPEST) {
            return Optional.empty();
        }
        // What only the inventory knows may be meant for more than this.
        return variables.has(leading.group(1)) ? decider(leading.group(1), depth + 1) : Optional.of(name);
    }

    private Optional<VariableOverride> moved(String server, String name) {
        return FileServer.place(variables.source(name).orElse(""))
                .or(() -> variables.text(name).flatMap(FileServer::place))
                .map(place -> new VariableOverride(name, "{{ " + server + " }}/" + place));
    }
}
