package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.PythonException.SdistException;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.wheel.Installation;
import io.github.kubespraymaven.python.wheel.StreamedInstallation;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What an sdist that a rule covers is when it is installed: the files of the wheel that would be built of it, straight from
 * the archive. Symbolic links become what they point to, as a wheel has it. Modules come in the archive's order, the rest
 * after them.
 */
public final class InstalledSdist implements EntrySource {
    private static final int MAX_LINKED = 1 << 24;
    private static final TreeEntry FILE = TreeEntry.RegularFile.of(0644, Content.of(""));
    private static final Pattern LICENCE = Pattern.compile("(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*");
    private static final String WHEEL =
            "Wheel-Version: 1.0\nGenerator: kubespray-maven-plugin\nRoot-Is-Purelib: true\nTag: py3-none-any\n";

    private final Path file;
    private final SdistFilename filename;
    private final SdistRule rule;
    private final Installation installation;
    private final Predicate<String> kept;

    /**
     * Describes an installation; nothing is read yet.
     *
     * @param file the sdist, its bytes verified
     * @param kept which of its modules, by their places in a wheel, are installed
     * @throws IllegalArgumentException if no rule covers it
     */
    public InstalledSdist(
            Path file, SdistFilename filename, SdistRules rules, Installation installation, Predicate<String> kept) {
        this.file = file;
        this.filename = filename;
        this.rule = rules.rule(filename)
                .orElseThrow(() -> new IllegalArgumentException(filename + " has to be built before it is installed"));
        this.installation = installation;
        this.kept = kept;
    }

    /** What has to be known of an archive before its files are given. */
    private static final class Survey {
        private final SdistMetadata.Found metadata;
        private final Map<String, SdistTar.Member> members = new LinkedHashMap<>();
        private final Map<String, String> targets = new TreeMap<>();
        private final Map<String, byte[]> licences = new TreeMap<>();

        Survey(SdistRule rule) {
            this.metadata = new SdistMetadata.Found(rule.requirements());
        }

        LinkedPaths links() {
            return new LinkedPaths(TreeRoot.DIRECTORY, place -> Optional.ofNullable(members.get(place.value()))
                    .map(member ->
                            member.link().<TreeEntry>map(TreeEntry.Symlink::to).orElse(FILE)));
        }

        /** Returns what a link says. */
        String written(String path) {
            return Optional.ofNullable(members.get(path))
                    .flatMap(SdistTar.Member::link)
                    .orElse("");
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws SdistException if the archive is damaged or hostile, or links lead out of it
     */
    @Override
    public void writeTo(EntrySink sink) throws IOException {
        Survey survey = survey();
        String stem = filename.name().normalized().replace('-', '_') + "-" + filename.version();
        StreamedInstallation installed = new StreamedInstallation(filename.text(), stem, installation, sink);
        Map<String, byte[]> linked = new HashMap<>();
        Set<String> linkedTo = new HashSet<>(survey.targets.values());
        Set<String> top = new TreeSet<>();
        SdistTar.read(file, filename.text(), (member, content) -> {
            if (member.link().isEmpty()) {
                give(member, content, installed, linkedTo, linked, top);
            }
        });
        for (Map.Entry<String, String> link : survey.targets.entrySet()) {
            giveLink(link.getKey(), link.getValue(), survey, linked, installed);
        }
        installed.metadata("METADATA", utf8(survey.metadata.text(filename.text())));
        installed.metadata("WHEEL", utf8(WHEEL));
        installed.metadata("top_level.txt", utf8(String.join("\n", top) + "\n"));
        survey.licences.forEach((name, text) -> installed.metadata("licenses/" + name, text));
        installed.finish();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Survey survey() throws IOException {
        Survey survey = new Survey(rule);
        SdistTar.read(file, filename.text(), (member, content) -> {
            if (survey.members.putIfAbsent(member.path(), member) != null) {
                throw new SdistException(filename.text(), member.path() + " is there twice");
            }
            if (member.link().isEmpty()
                    && !survey.metadata.offer(member.path(), member.size(), content)
                    && LICENCE.matcher(member.path()).matches()
                    && member.size() <= MAX_LINKED) {
                survey.licences.put(member.path(), content.readAllBytes());
            }
        });
        for (SdistTar.Member member : survey.members.values()) {
            if (member.link().isPresent() && isInstalled(member.path())) {
                survey.targets.put(member.path(), target(member, survey));
            }
        }
        return survey;
    }

    private boolean isInstalled(String path) {
        return isScript(path) || rule.destination(path).filter(kept).isPresent();
    }

    private boolean isScript(String path) {
        return rule.scripts()
                .filter(directory -> path.startsWith(directory) && path.indexOf('/', directory.length()) < 0)
                .isPresent();
    }

    /** Returns the regular file that a link leads to in the end. */
    private String target(SdistTar.Member link, Survey survey) throws SdistException {
        PathEnd end = survey.links().end(link.path());
        if (end instanceof PathEnd.Nowhere) {
            throw new SdistException(filename.text(), link.path() + " points to itself");
        }
        if (end instanceof PathEnd.Outside outside) {
            String from = outside.link().map(TreePath::value).orElse(link.path());
            String written = survey.written(from);
            if (!written.startsWith("/")) {
                throw new SdistException(filename.text(), from + " points out of the archive, to " + written);
            }
        }
        return end.place()
                .map(TreePath::value)
                .filter(survey.members::containsKey)
                .orElseThrow(() -> new SdistException(
                        filename.text(),
                        link.path() + " points to " + survey.written(link.path())
                                + ", which is no file of the archive"));
    }

    /** Returns the name that a file is imported by, or by which its package is. */
    private static String top(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        return first.endsWith(".py") ? first.substring(0, first.length() - ".py".length()) : first;
    }

    private void give(
            SdistTar.Member member,
            InputStream content,
            StreamedInstallation installed,
            Set<String> linkedTo,
            Map<String, byte[]> linked,
            Set<String> top)
            throws IOException {
        Optional<String> destination = rule.destination(member.path()).filter(kept);
        destination.ifPresent(path -> top.add(top(path)));
        boolean executable = (member.mode() & 0111) != 0;
        if (!linkedTo.contains(member.path()) && !isScript(member.path())) {
            if (destination.isPresent()) {
                installed.module(destination.get(), executable, member.size(), content);
            }
            return;
        }
        if (member.size() > MAX_LINKED) {
            throw new SdistException(
                    filename.text(), member.path() + " is linked to or a program, and has " + member.size() + " bytes");
        }
        byte[] bytes = content.readNBytes(MAX_LINKED);
        linked.put(member.path(), bytes);
        destination.ifPresent(path -> installed.module(path, executable, bytes));
        if (isScript(member.path())) {
            installed.script(name(member.path()), bytes);
        }
    }

    private void giveLink(
            String path, String target, Survey survey, Map<String, byte[]> linked, StreamedInstallation installed)
            throws SdistException {
        byte[] bytes = linked.get(target);
        SdistTar.Member member = survey.members.get(target);
        if (bytes == null || member == null) {
            throw new SdistException(filename.text(), path + " points to " + target + ", which changed meanwhile");
        }
        if (isScript(path)) {
            installed.script(name(path), bytes);
        } else {
            rule.destination(path).ifPresent(to -> installed.module(to, (member.mode() & 0111) != 0, bytes));
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
