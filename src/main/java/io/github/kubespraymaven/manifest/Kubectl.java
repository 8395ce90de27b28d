package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.TemplateEnvironment;
import io.github.kubespraymaven.jinja.Templates;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostFacts;
import io.github.kubespraymaven.manifest.variables.KubesprayRelease;
import io.github.kubespraymaven.manifest.variables.Layers;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kubectl that belongs to a kubespray checkout, by kubespray's own variables.
 *
 * @param version with a leading v
 * @param url from where kubespray would fetch it
 * @param sha256 64 hexadecimal digits, from kubespray's own table
 */
public record Kubectl(String version, URI url, String sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Kubectl {
        if (!version.startsWith("v") || !SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "a kubectl is a version with v and a SHA-256, got " + version + " and " + sha256);
        }
    }

    /**
     * Kubespray's own {@code kube_version}, that of the roles' defaults, with a leading v.
     *
     * @throws ManifestException if the variables cannot be evaluated
     * @throws IOException if the files cannot be read
     */
    public static String kubeVersion(SourceTree checkout) throws IOException {
        try {
            KubesprayRelease release = KubesprayRelease.of(checkout);
            return withV(evaluator(release, Architecture.AMD64, Dict.EMPTY)
                    .variable("kube_version")
                    .text());
        } catch (EvaluationException e) {
            throw ManifestException.of(e);
        }
    }

    /**
     * The kubectl of a checkout.
     *
     * @param requested a version with or without a leading v; empty: kubespray's own
     * @throws ManifestException if the checkout does not know the version (the nearest are named) or its variables cannot be evaluated
     * @throws IOException if the files cannot be read
     */
    public static Kubectl of(SourceTree checkout, Architecture architecture, Optional<String> requested)
            throws IOException {
        try {
            KubesprayRelease release = KubesprayRelease.of(checkout);
            Evaluator defaults = evaluator(release, architecture, Dict.EMPTY);
            String version =
                    requested.orElseGet(() -> defaults.variable("kube_version").text());
            String known = known(defaults, architecture, version);
            Evaluator chosen = evaluator(
                    release,
                    architecture,
                    new Dict.Builder().put("kube_version", new Text(known)).build());
            String checksum = chosen.variable("kubectl_binary_checksum").text();
            String url = chosen.variable("kubectl_download_url").text();
            return new Kubectl(withV(known), URI.create(url), checksum.replaceFirst("^sha256:", ""));
        } catch (EvaluationException e) {
            throw ManifestException.of(e);
        }
    }

    /** The version as the table of checksums has it, which is with or without v by release. */
    private static String known(Evaluator evaluator, Architecture architecture, String version)
            throws ManifestException {
        List<String> versions = KubeVersions.known(evaluator, "kubectl_checksums", architecture);
        for (String candidate : List.of(version, withV(version), withV(version).substring(1))) {
            if (versions.contains(candidate)) {
                return candidate;
            }
        }
        throw new ManifestException("this kubespray has no kubectl " + withV(version) + " for "
                + architecture.platform() + "; " + KubeVersions.nearest(version, versions));
    }

    private static Evaluator evaluator(KubesprayRelease release, Architecture architecture, Dict extra) {
        Variables variables = release.alone(Layers.of(HostFacts.of(architecture)), Layers.of(extra));
        return new Evaluator(variables, TemplateEnvironment.NONE, new Templates());
    }

    private static String withV(String version) {
        return version.startsWith("v") ? version : "v" + version;
    }
}
