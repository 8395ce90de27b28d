package io.github.kubespraymaven.manifest.variables;

import io.github.kubespraymaven.manifest.source.ManifestException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A processor architecture for which kubespray has downloads, with the names that containers and the kernel give it. */
public enum Architecture {
    AMD64("amd64", "x86_64"),
    ARM64("arm64", "aarch64");

    private final String container;
    private final String kernel;

    Architecture(String container, String kernel) {
        this.container = container;
        this.kernel = kernel;
    }

    /** As in {@code linux/amd64}. */
    public String container() {
        return container;
    }

    /** As in {@code uname -m} and Ansible's facts. */
    public String kernel() {
        return kernel;
    }

    /** The platform, as in {@code linux/amd64}. */
    public String platform() {
        return "linux/" + container;
    }

    /**
     * The architecture of a platform.
     *
     * @throws ManifestException if the platform is none for which kubespray is known to have downloads
     */
    public static Architecture of(String platform) throws ManifestException {
        for (Architecture architecture : values()) {
            if (architecture.platform().equals(platform)) {
                return architecture;
            }
        }
        throw new ManifestException("platform '" + platform + "' is not known; there are "
                + Arrays.stream(values()).map(Architecture::platform).collect(Collectors.joining(", ")));
    }
}
