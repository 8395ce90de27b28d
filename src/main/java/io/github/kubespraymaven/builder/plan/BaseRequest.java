package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.from.From;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.python.resolve.Sdists;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A base as it is asked for, for each of its platforms alike.
 *
 * @param checkout the kubespray checkout's directory
 * @param from what it stands on
 * @param packages Debian packages: nothing for the default set, {@code +NAME}s to add to it, or others instead of it
 * @param kubectl {@code auto}, a version or {@code none}
 * @param requirements the requirements file, relative to the checkout
 * @param collections {@code all}, {@code used}, names, or {@code used} and {@code +NAME}s
 * @param excludeNewer Python distributions uploaded later do not exist
 * @param sdists what becomes of distributions without a wheel
 * @param compression of layers
 * @param refresh build although the inputs are known
 * @param environment variables for the requirements file
 */
public record BaseRequest(
        Path checkout,
        From from,
        List<String> packages,
        String kubectl,
        String requirements,
        List<String> collections,
        Optional<Instant> excludeNewer,
        Sdists sdists,
        Compression compression,
        boolean refresh,
        Map<String, String> environment) {
    /** Keeps its own copies. */
    public BaseRequest {
        packages = List.copyOf(packages);
        collections = List.copyOf(collections);
        environment = Map.copyOf(environment);
    }
}
