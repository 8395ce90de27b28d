package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.checkout.CheckoutFacts;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Annotations;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an image says of itself, in labels for those who run it and in annotations for those who copy it. */
final class ImageFacts {
    private ImageFacts() {}

    /** Returns the facts of an image for one platform, which stands on one base. */
    static SortedMap<String, String> of(CheckoutFacts checkout, Instant created, Digest base) {
        SortedMap<String, String> facts = of(checkout, created);
        facts.put(Annotations.BASE_DIGEST, base.toString());
        return facts;
    }

    /** Returns the facts that hold for all platforms. */
    static SortedMap<String, String> of(CheckoutFacts checkout, Instant created) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put(Annotations.TITLE, "kubespray");
        facts.put(Annotations.CREATED, created.toString());
        facts.put(Annotations.VERSION, checkout.version().toString());
        checkout.revision().ifPresent(revision -> facts.put(Annotations.REVISION, revision));
        checkout.source().ifPresent(source -> facts.put(Annotations.SOURCE, source));
        return facts;
    }
}
