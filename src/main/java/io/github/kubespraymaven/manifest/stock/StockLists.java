package io.github.kubespraymaven.manifest.stock;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.KubesprayRelease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the script writes.
 *
 * @param files the text of files.list
 * @param images the text of images.list
 */
public record StockLists(String files, String images) {
    private static final String SCRIPT = "contrib/offline/generate_list.sh";
    private static final List<String> KUBE_IMAGES =
            List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy");
    private static final Pattern KUBE_TAG = Pattern.compile("\\$i:(v?)\\{\\{ kube_version \\}\\}");

    /**
     * Makes the lists.
     *
     * @param localhost evaluates variables as Ansible's implicit localhost sees them; not used before v2.18
     * @throws IOException if the files cannot be read
     * @throws io.github.kubespraymaven.jinja.value.EvaluationException if a variable cannot be evaluated
     */
    public static StockLists of(
            SourceTree checkout, KubesprayRelease release, Evaluator localhost, Architecture architecture)
            throws IOException {
        String text = checkout.read(release.downloadFile()).orElse("");
        Optional<String> script = checkout.read(SCRIPT);
        if (script.isPresent() && script.get().contains("generate.sh")) {
            return ShellScript.lists(text, checkout, architecture);
        }
        List<String> lines = text.lines().toList();
        SourcePosition origin = SourcePosition.of(release.downloadFile());
        String files = localhost.render(template(urls(lines)), origin);
        List<String> images = new ArrayList<>(images(lines));
        String v = versionPrefix(script, localhost);
        KUBE_IMAGES.forEach(image -> images.add("{{ kube_image_repo }}/" + image + ":" + v + "{{ kube_version }}"));
        return new StockLists(files, localhost.render(template(images), origin));
    }

    private static String template(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** The script itself knows whether kube_version has a v; without the script, the version does. */
    private static String versionPrefix(Optional<String> script, Evaluator localhost) {
        Matcher tag = KUBE_TAG.matcher(script.orElse(""));
        if (tag.find()) {
            return tag.group(1);
        }
        return localhost.variable("kube_version").text().startsWith("v") ? "" : "v";
    }

    /** {@code grep 'download_url:' | sed 's/^.*_url: //g;s/\"//g'}. */
    static List<String> urls(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("download_url:"))
                .map(line -> line.substring(
                                Math.max(0, line.lastIndexOf("_url: ") < 0 ? 0 : line.lastIndexOf("_url: ") + 6))
                        .replace("\"", ""))
                .toList();
    }

    /** The lines with {@code repo: } and {@code tag: } of {@code downloads}, without blanks and quotes, joined two by two with a colon. */
    static List<String> images(List<String> lines) {
        List<String> parts = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            inside |= line.startsWith("downloads:");
            if (inside) {
                part(line, "repo: ", parts);
                part(line, "tag: ", parts);
                inside = !line.contains("download_defaults:");
            }
        }
        List<String> images = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            images.add(parts.get(i) + (i + 1 < parts.size() ? ":" + parts.get(i + 1) : ""));
        }
        return images;
    }

    private static void part(String line, String key, List<String> parts) {
        int at = line.indexOf(key);
        if (at >= 0) {
            String rest = line.substring(0, at) + line.substring(at + key.length());
            parts.add(rest.replace(" ", "").replace("\"", ""));
        }
    }
}
