package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.version.Specifier;
import io.github.kubespraymaven.python.version.Version;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which series of ansible-core a list of requirements asks for, read from their pins without resolving anything. */
final class AnsibleSeries {
    private static final int NEWEST = Integer.MAX_VALUE;

    private AnsibleSeries() {}

    /**
     * Returns N of the ansible-core 2.N that is asked for, {@link Integer#MAX_VALUE} where only a lower bound or nothing is,
     * and nothing where ansible is not among the requirements at all.
     */
    static OptionalInt of(List<Requirement> requirements) {
        Optional<Requirement> core = requirements.stream()
                .filter(r -> r.projectName().normalized().equals("ansible-core")
                        || r.projectName().normalized().equals("ansible-base"))
                .findFirst();
        if (core.isPresent()) {
            return OptionalInt.of(bound(core.get()).map(v -> number(v, 1)).orElse(NEWEST));
        }
        return requirements.stream()
                .filter(r -> r.projectName().normalized().equals("ansible"))
                .findFirst()
                .map(ansible -> OptionalInt.of(
                        bound(ansible).map(AnsibleSeries::coreOfAnsible).orElse(NEWEST)))
                .orElseGet(OptionalInt::empty);
    }

    /** ansible N holds ansible-core 2.(N+7) from 4 on; 3 holds ansible-base 2.10, as 2.10 does, and 2.9 is its own core. */
    private static int coreOfAnsible(Version ansible) {
        int major = number(ansible, 0);
        if (major >= 4) {
            return major + 7;
        }
        return major == 3 ? 10 : number(ansible, 1);
    }

    /** The highest version that the specifiers let through, as far as they say one. */
    private static Optional<Version> bound(Requirement requirement) {
        for (Specifier specifier : requirement.specifier().specifiers()) {
            switch (specifier.operator()) {
                case EQUAL, IDENTICAL, COMPATIBLE, LESS_OR_EQUAL -> {
                    return specifier.version();
                }
                case LESS -> {
                    return specifier.version().map(AnsibleSeries::justBelow);
                }
                case NOT_EQUAL, GREATER, GREATER_OR_EQUAL -> {}
            }
        }
        return Optional.empty();
    }

    /** Below 12 or 12.0 lies 11; below 12.1 still 12. */
    private static Version justBelow(Version exclusive) {
        int last = exclusive.release().size() - 1;
        while (last > 0 && exclusive.release().get(last).signum() == 0) {
            last--;
        }
        BigInteger lowered =
                exclusive.release().get(last).subtract(BigInteger.ONE).max(BigInteger.ZERO);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < last; i++) {
            text.append(exclusive.release().get(i)).append('.');
        }
        return Version.parse(text.append(lowered).toString());
    }

    private static int number(Version version, int part) {
        return part < version.release().size()
                ? version.release().get(part).min(BigInteger.valueOf(1000)).intValueExact()
                : 0;
    }
}
