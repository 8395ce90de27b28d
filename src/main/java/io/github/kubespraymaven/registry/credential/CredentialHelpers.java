package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.process.SearchPath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The credential helpers of this machine. What one has answered holds for a minute: the images of a list ask for the same login
 * at once, and one that hangs would hold up each of them.
 */
final class CredentialHelpers {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long KEPT = Duration.ofMinutes(1).toNanos();

    private final SearchPath programs;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /** With the usual limit of time for an answer. */
    CredentialHelpers(SearchPath programs) {
        this(programs, LIMIT, System::nanoTime);
    }

    /**
     * Prepares.
     *
     * @param programs where they may be
     * @param limit how long an answer may take
     * @param nanoTime the time, as {@link System#nanoTime}
     */
    CredentialHelpers(SearchPath programs, Duration limit, LongSupplier nanoTime) {
        this.programs = programs;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** One helper's answer for one server; its lock makes others wait for it. */
    private static final class Asked {
        private Optional<CredentialHelper.Answer> answer = Optional.empty();
        private long at;
    }

    /** Asks the helper that a file names. One that is missing or fails is no error: the registry may let everybody in. */
    Optional<FoundCredential> ask(String name, String server, Trail trail) {
        CredentialHelper helper = new CredentialHelper(name, programs, limit);
        CredentialHelper.Answer answer = answer(helper, server);
        if (answer.login().isPresent()) {
            return Optional.of(FoundCredential.of(answer.login().get(), trail.found(helper.program())));
        }
        if (answer.failed()) {
            trail.trouble(answer.why());
        } else {
            trail.nothing(answer.why());
        }
        return Optional.empty();
    }

    private CredentialHelper.Answer answer(CredentialHelper helper, String server) {
        Asked last = asked.computeIfAbsent(helper.name() + " " + server, absent -> new Asked());
        synchronized (last) {
            if (last.answer.isPresent() && nanoTime.getAsLong() - last.at < KEPT) {
                return last.answer.get();
            }
            CredentialHelper.Answer answer = helper.find(server);
            last.answer = Optional.of(answer);
            last.at = nanoTime.getAsLong();
            return answer;
        }
    }

    /** Asks the helpers that a cloud's registry is known to have, those that are there. */
    Optional<FoundCredential> askKnown(String registry, Trail trail) {
        List<String> known = known(registry.toLowerCase(Locale.ROOT));
        boolean none = true;
        for (String name : known) {
            if (new CredentialHelper(name, programs, limit).executable().isPresent()) {
                none = false;
                Optional<FoundCredential> found = ask(name, registry, trail);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (none && !known.isEmpty()) {
            trail.nothing("no docker-credential-" + String.join(" or docker-credential-", known) + " is on the PATH");
        }
        return Optional.empty();
    }

    private static List<String> known(String registry) {
        if (registry.equals("gcr.io") || registry.endsWith(".gcr.io") || registry.endsWith(".pkg.dev")) {
            return List.of("gcr", "gcloud");
        }
        boolean amazon = registry.endsWith(".amazonaws.com") || registry.endsWith(".amazonaws.com.cn");
        if (registry.equals("public.ecr.aws") || (amazon && registry.contains(".dkr.ecr"))) {
            return List.of("ecr-login");
        }
        return registry.endsWith(".azurecr.io") || registry.endsWith(".azurecr.cn") || registry.endsWith(".azurecr.us")
                ? List.of("acr-env")
                : List.of();
    }
}
