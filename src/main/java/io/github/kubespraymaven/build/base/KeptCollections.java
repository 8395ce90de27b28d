package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionChoice;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.collection.CollectionScan;
import io.github.kubespraymaven.python.collection.NamedPlugins;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.Fetched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Which of ansible's collections go into a base.
 *
 * @param choice what was asked for
 * @param named what the checkout names, where that decides
 */
record KeptCollections(CollectionChoice choice, NamedPlugins named) {
    private static final ProjectName ANSIBLE = ProjectName.of("ansible");
    private static final List<ProjectName> CORES =
            List.of(ProjectName.of("ansible-core"), ProjectName.of("ansible-base"));
    private static final long LARGEST = 1 << 20;

    /**
     * Reads the parameter, and for {@code used} the checkout.
     *
     * @throws MistakeException if the parameter is none
     */
    static KeptCollections of(List<String> asked, Path checkout) throws IOException {
        try {
            CollectionChoice choice = CollectionChoice.parse(String.join(",", asked));
            CollectionScan scan = new CollectionScan();
            if (choice instanceof CollectionChoice.Used) {
                scan(checkout, scan);
            }
            return new KeptCollections(choice, scan.found());
        } catch (IllegalArgumentException e) {
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void scan(Path checkout, CollectionScan scan) throws IOException {
        Files.walkFileTree(checkout, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean passedOver = !directory.equals(checkout) && (name.startsWith(".") || name.equals("target"));
                return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = checkout.relativize(file).toString().replace('\\', '/');
                if (attributes.isRegularFile() && attributes.size() <= LARGEST && CollectionScan.isRead(path)) {
                    scan.add(path, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Returns what of this decides about a base. */
    List<String> lines() {
        if (choice instanceof CollectionChoice.All) {
            return List.of("all");
        }
        List<String> lines = new ArrayList<>();
        if (choice instanceof CollectionChoice.Listed listed) {
            listed.names().stream().sorted().forEach(name -> lines.add(name.toString()));
        } else if (choice instanceof CollectionChoice.Used used) {
            lines.add("used");
            used.more().stream().sorted().forEach(name -> lines.add("+" + name));
            named.collections().forEach(name -> lines.add(name.toString()));
            named.required().forEach(name -> lines.add("required " + name));
        }
        return lines;
    }

    /**
     * Returns the collections that are kept of a resolution's ansible; empty where all are, or there is no ansible.
     *
     * @param distributions what was resolved, and its files
     */
    Optional<SortedSet<CollectionName>> of(List<Fetched> distributions) throws IOException {
        Optional<Fetched> ansible = distributions.stream()
                .filter(one -> one.project().equals(ANSIBLE))
                .findFirst();
        Optional<Fetched> core = distributions.stream()
                .filter(one -> CORES.contains(one.project()))
                .findFirst();
        if (choice instanceof CollectionChoice.All || ansible.isEmpty() || core.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AnsibleCollections.read(
                            ansible.get().path(),
                            ansible.get().filename(),
                            core.get().path(),
                            core.get().filename())
                    .chosen(choice, named));
        } catch (IllegalArgumentException e) {
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
    }
}
