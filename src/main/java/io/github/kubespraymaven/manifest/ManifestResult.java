package io.github.kubespraymaven.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists.
 *
 * @param manifests one a platform
 * @param files what is to be written: names and contents, such as {@code files.list}, {@code manifest-linux-arm64.json}, {@code
 *     addons.yml}
 * @param warnings a line each
 */
public record ManifestResult(List<Manifest> manifests, Map<String, byte[]> files, List<String> warnings) {
    public ManifestResult {
        manifests = List.copyOf(manifests);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        warnings = List.copyOf(warnings);
    }
}
