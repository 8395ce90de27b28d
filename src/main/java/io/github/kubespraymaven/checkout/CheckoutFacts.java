package io.github.kubespraymaven.checkout;

import java.time.Instant;
import java.util.Optional;

/**
 * What an image tells about the checkout it was made of.
 *
 * @param version its version
 * @param revision the commit, as git writes its whole id
 * @param commitTime when that was committed
 * @param source the repository's address as galaxy.yml gives it: a git remote may hold a token
 */
public record CheckoutFacts(
        KubesprayVersion version, Optional<String> revision, Optional<Instant> commitTime, Optional<String> source) {}
