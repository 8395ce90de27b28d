package io.github.kubespraymaven.python.requirement;

/**
 * The interpreter and machine that markers are asked about (PEP 508, "Environment Markers"): the target's, never the
 * build machine's. What is not known is the empty text.
 *
 * @param implementationName {@code cpython}
 * @param implementationVersion {@code 3.11.2}
 * @param osName {@code posix}
 * @param platformMachine {@code x86_64}
 * @param platformPythonImplementation {@code CPython}
 * @param platformRelease the kernel's release
 * @param platformSystem {@code Linux}
 * @param platformVersion the kernel's version
 * @param pythonFullVersion {@code 3.11.2}
 * @param pythonVersion {@code 3.11}
 * @param sysPlatform {@code linux}
 */
public record MarkerEnvironment(
        String implementationName,
        String implementationVersion,
        String osName,
        String platformMachine,
        String platformPythonImplementation,
        String platformRelease,
        String platformSystem,
        String platformVersion,
        String pythonFullVersion,
        String pythonVersion,
        String sysPlatform) {

    /**
     * CPython on Linux. The kernel is that of whoever runs an image, so nothing is known about it.
     *
     * @param fullVersion {@code 3.11.2}
     * @param machine {@code x86_64} or {@code aarch64}
     */
    public static MarkerEnvironment cpythonOnLinux(String fullVersion, String machine) {
        String[] numbers = fullVersion.split("\\.");
        if (numbers.length < 3) {
            throw new IllegalArgumentException(
                    "an interpreter's full version has three numbers, such as 3.11.2; got \"" + fullVersion + "\"");
        }
        return new MarkerEnvironment(
                "cpython",
                fullVersion,
                "posix",
                machine,
                "CPython",
                "",
                "Linux",
                "",
                fullVersion,
                numbers[0] + "." + numbers[1],
                "linux");
    }
}
