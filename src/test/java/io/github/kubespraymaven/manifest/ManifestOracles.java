package io.github.kubespraymaven.manifest;

import java.util.List;

/** The releases of which there are oracles. */
public final class ManifestOracles {
    public static final List<String> TAGS =
            List.of("v2.17.1", "v2.18.2", "v2.22.1", "v2.24.3", "v2.27.0", "v2.29.0", "v2.31.0");

    private ManifestOracles() {}
}
