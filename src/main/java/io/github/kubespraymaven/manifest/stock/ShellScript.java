package io.github.kubespraymaven.manifest.stock;

import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script of v2.16 and v2.17, which turns lines of YAML into assignments of a shell script and knows no inventory. What is more than a
 * variable's name in braces comes out empty, as the shell has it.
 */
final class ShellScript {
    private static final String KUBE_VERSION_FILE = "roles/kubespray-defaults/defaults/main.yaml";
    private static final String ARCHITECTURE_SUFFIX = "{%- if image_arch != 'amd64' -%}-{{ image_arch }}{%- endif -%}";
    private static final Pattern EXPANSION = Pattern.compile("\\$?\\{\\{?([^{}]*)\\}?\\}");
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern MINOR = Pattern.compile("v?(\\d+)\\.(\\d+)");

    private final Map<String, String> variables = new HashMap<>();

    private ShellScript(Architecture architecture) {
        variables.put("arch", architecture == Architecture.AMD64 ? "" : architecture.container());
        variables.put("image_arch", architecture.container());
        variables.put("ansible_system", "linux");
        variables.put("ansible_architecture", architecture.kernel());
    }

    static StockLists lists(String downloads, SourceTree checkout, Architecture architecture) throws IOException {
        List<String> lines = downloads.lines().toList();
        ShellScript script = new ShellScript(architecture);
        for (String line : checkout.read(KUBE_VERSION_FILE).orElse("").lines().toList()) {
            if (line.contains("kube_version:")) {
                script.assign(line.strip().replace(": ", "="));
            }
        }
        script.assignments(lines, List.of("_version:"));
        List<String> printed = new ArrayList<>();
        for (String line : lines) {
            if (line.contains("download_url:")) {
                int value = line.indexOf("_url: ") + "_url: ".length();
                printed.add(script.expand(line.substring(value).replace(" ", "").replace("|lower", "")));
            }
        }
        script.assignments(lines, List.of("_repo:", "_tag:"));
        StockLists.images(lines).forEach(image -> printed.add(script.expand(image)));
        for (String image : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")) {
            printed.add(script.expand("${kube_image_repo}/" + image + ":${kube_version}"));
        }
        return new StockLists(sorted(printed, true), sorted(printed, false));
    }

    private static String sorted(List<String> printed, boolean files) {
        StringBuilder text = new StringBuilder();
        printed.stream()
                .filter(line -> line.contains("https") == files)
                .sorted()
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private void assignments(List<String> lines, List<String> keys) {
        for (String line : lines) {
            if (keys.stream().anyMatch(line::contains)) {
                assign(line.replace(ARCHITECTURE_SUFFIX, "{{arch}}")
                        .replace(": ", "=")
                        .replace(" ", ""));
            }
        }
    }

    private void assign(String assignment) {
        int equals = assignment.indexOf('=');
        String name = equals < 0 ? "" : assignment.substring(0, equals);
        if (!NAME.matcher(name).matches()) {
            return;
        }
        String kube = variables.getOrDefault("kube_version", "");
        String minor = kube.substring(0, Math.max(0, kube.lastIndexOf('.')));
        variables.put(
                name,
                switch (name) {
                    case "kube_major_version" -> minor;
                    case "crictl_version" -> minor + ".0";
                    case "coredns_image_repo" -> expand("${kube_image_repo}")
                            + (namespaced(minor) ? "/coredns/coredns" : "/coredns");
                    case "coredns_image_tag" -> namespaced(minor)
                            ? expand("${coredns_version}")
                            : expand("${coredns_version}").replaceFirst("v", "");
                    default -> expand(assignment.substring(equals + 1));
                });
    }

    /** Whether the version is at least 1.21, from which on coredns has a repository of its own. */
    private static boolean namespaced(String minor) {
        Matcher numbers = MINOR.matcher(minor);
        return numbers.matches() && (numbers.group(1).length() > 1 || Integer.parseInt(numbers.group(2)) >= 21);
    }

    /** As the shell expands a word: variables in braces, quotes gone. */
    private String expand(String word) {
        Matcher expansion = EXPANSION.matcher(word);
        StringBuilder out = new StringBuilder();
        while (expansion.find()) {
            String value = variables.getOrDefault(expansion.group(1).strip(), "");
            expansion.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return expansion.appendTail(out).toString().replace("\"", "").replace("'", "");
    }
}
