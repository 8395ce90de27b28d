package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonWriter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Configs and manifests, member by member. */
final class DocumentComparison {
    private final Set<String> elsewhere;
    private final Findings findings = new Findings();

    /** Leaves out members that are compared elsewhere, by their places. */
    private DocumentComparison(Set<String> elsewhere) {
        this.elsewhere = Set.copyOf(elsewhere);
    }

    /** Compares two documents. Members that say which layers there are follow from the layers, and are left to them. */
    static Findings of(Document expected, Document given, Set<String> elsewhere) throws JsonException {
        if (expected.descriptor().digest().equals(given.descriptor().digest())) {
            return new Findings();
        }
        Json own = expected.read().value();
        Json other = given.read().value();
        Findings findings = of("", own, other, elsewhere);
        if (own.equals(other)) {
            findings.add(ImageDifference.of(
                    "",
                    "how the same members are written down (order, white space)",
                    expected.descriptor().digest().toString(),
                    given.descriptor().digest().toString()));
        }
        return findings;
    }

    /**
     * Compares two values.
     *
     * @param place where they stand in their document
     */
    static Findings of(String place, Json expected, Json given, Set<String> elsewhere) {
        DocumentComparison comparison = new DocumentComparison(elsewhere);
        comparison.compare(place, Optional.of(expected), Optional.of(given));
        return comparison.findings;
    }

    private void compare(String place, Optional<Json> expected, Optional<Json> given) {
        if (elsewhere.contains(place) || expected.equals(given)) {
            return;
        }
        if (expected.isPresent() && given.isPresent()) {
            if (expected.get() instanceof Json.Members one && given.get() instanceof Json.Members other) {
                members(place, one, other);
                return;
            }
            if (expected.get() instanceof Json.Array one
                    && given.get() instanceof Json.Array other
                    && one.items().size() == other.items().size()) {
                for (int i = 0; i < one.items().size(); i++) {
                    compare(
                            place + "[" + i + "]",
                            Optional.of(one.items().get(i)),
                            Optional.of(other.items().get(i)));
                }
                return;
            }
            findings.add(ImageDifference.of(place, "value", text(expected), text(given)));
        } else {
            String what = given.isPresent() ? ImageDifference.EXTRA : ImageDifference.MISSING;
            findings.add(ImageDifference.of(place, what, text(expected), text(given)));
        }
    }

    private void members(String place, Json.Members one, Json.Members other) {
        TreeSet<String> names = new TreeSet<>(one.values().keySet());
        names.addAll(other.values().keySet());
        for (String name : names) {
            String at = place.isEmpty() ? name : place + "." + name;
            compare(
                    at,
                    Optional.ofNullable(one.values().get(name)),
                    Optional.ofNullable(other.values().get(name)));
        }
    }

    private static String text(Optional<Json> value) {
        return value.map(DocumentComparison::text).orElse("");
    }

    static String text(Json value) {
        return JsonWriter.compact(value);
    }
}
