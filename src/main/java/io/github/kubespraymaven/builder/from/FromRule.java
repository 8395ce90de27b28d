package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.requirement.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which suite a release's ansible-core runs on. */
public final class FromRule {
    /** ansible-core 2.18 is the first that supports Python 3.13, and 2.14 the first that supports 3.11. */
    private static final int FIRST_ON_TRIXIE = 18;

    private static final int FIRST_ON_BOOKWORM = 14;

    private FromRule() {}

    /**
     * Returns the suite that is asked for; for {@code auto} the newest whose Python the required ansible-core supports; nothing
     * for an image.
     *
     * @throws UserErrorException for {@code auto}, if ansible is not among the requirements
     */
    public static Optional<Suite> suite(From from, List<Requirement> requirements) throws UserErrorException {
        if (from instanceof From.Image) {
            return Optional.empty();
        }
        return Optional.of(from instanceof From.Debian debian ? debian.suite() : newest(requirements));
    }

    private static Suite newest(List<Requirement> requirements) throws UserErrorException {
        OptionalInt series = AnsibleSeries.of(requirements);
        if (series.isEmpty()) {
            throw new UserErrorException(
                    "from=auto follows the version of ansible, which is not among the requirements."
                            + " Say what the image is to stand on with -Dkubespray.from=debian:"
                            + Suite.TRIXIE.codename()
                            + ".");
        }
        if (series.getAsInt() >= FIRST_ON_TRIXIE) {
            return Suite.TRIXIE;
        }
        return series.getAsInt() >= FIRST_ON_BOOKWORM ? Suite.BOOKWORM : Suite.BULLSEYE;
    }
}
