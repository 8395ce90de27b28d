package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.builder.image.ImageBuild;
import io.github.kubespraymaven.builder.image.UpToDate;
import io.github.kubespraymaven.builder.lock.LockBuild;
import io.github.kubespraymaven.builder.lock.Upgrade;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Resolves Debian packages, Python distributions and kubectl once, and writes down in {@code kubespray.lock} of the checkout what
 * was chosen, with hashes. {@code build-base} and {@code build} resolve nothing where there is a lock: the same lock gives the
 * same image everywhere.
 */
@Mojo(name = "lock", requiresProject = false, threadSafe = true)
public class LockMojo extends ImageMojo {

    /**
     * What moves to the newest versions: {@code true} for everything, or names, separated by commas; the rest stays as it is
     * locked.
     */
    @Parameter(property = "kubespray.upgrade")
    private @Nullable String upgrade;

    /** Writes nothing, and fails if the lock is missing or was made of other inputs. */
    @Parameter(property = "kubespray.check", defaultValue = "false")
    private boolean check;

    @Override
    Optional<UpToDate> before(HostEnvironment around) {
        return Optional.empty();
    }

    @Override
    List<String> build(ImageBuild build, String asked) throws IOException {
        LockBuild lock = build.lock();
        return check ? List.of(lock.check()) : lock.write(upgrade());
    }

    /** Of a list Maven does not tell whether it was given without names, which means everything, or not at all. */
    private Upgrade upgrade() {
        if (upgrade == null) {
            return Upgrade.NOTHING;
        }
        List<String> names = trimmed(List.of(upgrade.toLowerCase(Locale.ROOT).split(",")));
        return names.isEmpty() || names.equals(List.of("true"))
                ? new Upgrade(true, Set.of())
                : new Upgrade(false, Set.copyOf(names));
    }
}
