package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of Kubernetes in messages. */
final class KubeVersions {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int NAMED = 4;

    private KubeVersions() {}

    /** The versions of which a table of kubespray's has checksums. */
    static List<String> known(Evaluator evaluator, String table, Architecture architecture) {
        List<String> versions = new ArrayList<>();
        if (evaluator.variable(table) instanceof Dict architectures
                && architectures.get(architecture.container()).orElse(Dict.EMPTY) instanceof Dict checksums) {
            checksums.keys().forEach(key -> versions.add(key.text()));
        }
        return versions;
    }

    /**
     * Whether a release can deploy the {@code kube_version} that its variables give.
     *
     * @throws ManifestException if it cannot
     */
    static void check(Evaluator evaluator, Architecture architecture) throws ManifestException {
        String version = evaluator.variable("kube_version").text();
        List<String> versions = known(evaluator, "kubelet_checksums", architecture);
        if (!versions.contains(version)) {
            throw new ManifestException("kube_version is " + version + ", which this kubespray does not know for "
                    + architecture.platform() + "; " + nearest(version, versions));
        }
    }

    /** A sentence that names the known versions nearest to one that is not known. */
    static String nearest(String wanted, List<String> known) {
        if (known.isEmpty()) {
            return "it has no checksum of any version";
        }
        List<Integer> target = numbers(wanted);
        List<String> byDistance = known.stream()
                .sorted(Comparator.comparing((String version) -> distance(target, numbers(version)))
                        .thenComparing(Comparator.reverseOrder()))
                .limit(NAMED)
                .toList();
        List<String> oldestFirst = new ArrayList<>(byDistance);
        oldestFirst.sort(Comparator.comparing(version -> distance(List.of(), numbers(version))));
        return "the nearest it knows are " + String.join(", ", oldestFirst);
    }

    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(version);
        while (number.find() && numbers.size() < 3) {
            numbers.add(Integer.parseInt(number.group()));
        }
        return numbers;
    }

    /** Majors count more than minors, minors more than patches, whatever the patches are. */
    private static BigInteger distance(List<Integer> a, List<Integer> b) {
        BigInteger distance = BigInteger.ZERO;
        for (int i = 0; i < 3; i++) {
            long x = i < a.size() ? a.get(i) : 0;
            long y = i < b.size() ? b.get(i) : 0;
            distance = distance.shiftLeft(32).add(BigInteger.valueOf(Math.abs(x - y)));
        }
        return distance;
    }
}
