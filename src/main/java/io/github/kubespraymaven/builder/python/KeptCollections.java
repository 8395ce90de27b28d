package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionChoice;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.collection.NamedPlugins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Which of ansible's collections go into a base.
 *
 * @param choice what was asked for
 * @param checkout which may decide
 */
public record KeptCollections(CollectionChoice choice, Path checkout) {

    /** What the files of the checkout name. */
    @FunctionalInterface
    public interface Scan {
        /** Returns it. */
        NamedPlugins names() throws IOException;
    }

    /**
     * Reads the parameter.
     *
     * @throws UserErrorException if it is none
     */
    public static KeptCollections of(List<String> asked, Path checkout) throws UserErrorException {
        try {
            return new KeptCollections(CollectionChoice.parse(String.join(",", asked)), checkout);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads the checkout's files. */
    public NamedPlugins scan(BuildContext context) throws IOException {
        return ScannedFiles.read(checkout, context.cache().records(), context.watch(), context.outputs());
    }

    /** Tells whether all are kept. */
    public boolean areAll() {
        return choice instanceof CollectionChoice.All;
    }

    /** Tells whether it takes the distributions to know which: what the checkout names is a collection only if it is one. */
    public boolean followFromDistributions() {
        return choice instanceof CollectionChoice.Used;
    }

    /**
     * Returns what of this decides about a base.
     *
     * @param kept the collections, where they follow from the distributions
     */
    public List<String> lines(Optional<SortedSet<CollectionName>> kept) {
        if (choice instanceof CollectionChoice.Listed listed) {
            return listed.names().stream()
                    .sorted()
                    .map(CollectionName::toString)
                    .toList();
        }
        return kept.map(names -> names.stream().map(CollectionName::toString).toList())
                .orElse(List.of("all"));
    }

    /** Returns what of this is known without the distributions, where it takes them to know the collections. */
    public List<String> asked(NamedPlugins named) {
        List<String> lines = new ArrayList<>(List.of("used", named.line()));
        if (choice instanceof CollectionChoice.Used used) {
            used.more().stream().sorted().map(CollectionName::toString).forEach(lines::add);
        }
        return lines;
    }

    /**
     * Returns the collections that are kept; empty where all are, or there is no ansible.
     *
     * @param there the collections of the base's ansible
     * @param scan is asked where the checkout decides
     * @throws UserErrorException if one was asked for that is not there
     */
    public Optional<SortedSet<CollectionName>> of(Optional<AnsibleCollections> there, Scan scan) throws IOException {
        return areAll() || there.isEmpty() ? Optional.empty() : Optional.of(chosen(choice, there.get(), scan));
    }

    /** Returns the collections that would be kept if only the used ones were. */
    SortedSet<CollectionName> used(AnsibleCollections there, Scan scan) throws IOException {
        return chosen(new CollectionChoice.Used(Set.of()), there, scan);
    }

    private SortedSet<CollectionName> chosen(CollectionChoice wanted, AnsibleCollections there, Scan scan)
            throws IOException {
        try {
            return there.chosen(wanted, wanted instanceof CollectionChoice.Used ? scan.names() : NamedPlugins.NONE);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(String.valueOf(e.getMessage()), e);
        }
    }
}
