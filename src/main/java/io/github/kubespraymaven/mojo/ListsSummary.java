package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.manifest.Addon;
import io.github.kubespraymaven.manifest.ListDifference;
import io.github.kubespraymaven.manifest.Manifest;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.ManifestResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Tells people what a deployment downloads, and what has changed. */
final class ListsSummary {
    private final Log log;

    ListsSummary(Log log) {
        this.log = log;
    }

    void print(ManifestRequest request, ManifestResult result, Path folder) {
        result.warnings().forEach(log::warn);
        log.info("kubespray " + result.manifests().get(0).kubespray() + ", "
                + request.inventory().map(hosts -> "inventory " + hosts).orElse("kubespray's own defaults")
                + (request.addons().isEmpty() ? "" : ", with " + String.join(", ", request.addons())) + ":");
        for (Manifest manifest : result.manifests()) {
            log.info("  " + manifest.platform() + ": " + of(manifest.files().size(), "file") + ", "
                    + of(manifest.images().size(), "image") + charts(manifest) + off(manifest));
        }
        log.info("Written to " + folder + ":");
        result.files().forEach((name, content) -> log.info("  " + name + what(name, content, request.mode())));
    }

    private static String charts(Manifest manifest) {
        return manifest.charts().isEmpty() ? "" : ", " + of(manifest.charts().size(), "chart");
    }

    private static String off(Manifest manifest) {
        long off = manifest.files().stream().filter(file -> !file.enabled()).count()
                + manifest.images().stream().filter(image -> !image.enabled()).count()
                + manifest.charts().stream().filter(chart -> !chart.enabled()).count();
        return off == 0 ? "" : ", " + off + " of them switched off";
    }

    private static String what(String name, byte[] content, ManifestRequest.Mode mode) {
        if (name.endsWith(".list")) {
            long lines = new String(content, StandardCharsets.UTF_8).lines().count();
            return " (" + of(lines, "line")
                    + (mode == ManifestRequest.Mode.STOCK ? ", as kubespray's own script writes it" : "") + ")";
        }
        if (name.startsWith("os-packages/")) {
            long packages = new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            return " (" + of(packages, "package") + ")";
        }
        return name.equals("addons.yml") ? " (copy it into group_vars/k8s_cluster of your inventory)" : "";
    }

    void print(List<Addon> addons) {
        log.info("What each addon would add; -Dkubespray.addons=NAME,NAME switches them on:");
        for (Addon addon : addons) {
            boolean silent = addon.adds().isEmpty() && addon.remarks().isEmpty();
            log.info(addon.name() + (silent ? ": nothing more" : ":"));
            addon.adds().forEach(added -> log.info("  + " + added));
            addon.remarks().forEach(remark -> log.info("  ! " + remark));
        }
    }

    void print(BaselineLists earlier, ManifestResult result) {
        for (Manifest after : result.manifests()) {
            for (Manifest before : earlier.manifests()) {
                if (before.platform().equals(after.platform())) {
                    print(
                            earlier.with(),
                            after.platform(),
                            ListDifference.between(before, after).lines());
                }
            }
        }
    }

    private void print(String with, String platform, List<String> lines) {
        log.info("Since " + with + ", " + platform + ":" + (lines.isEmpty() ? " nothing has changed." : ""));
        lines.forEach(line -> log.info("  " + line));
    }

    private static String of(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
