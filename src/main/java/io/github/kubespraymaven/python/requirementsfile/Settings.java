package io.github.kubespraymaven.python.requirementsfile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the options of requirements files come to, taken in their order as pip takes them.
 *
 * @param indexUrls where distributions are looked for; empty with {@code --no-index}
 * @param findLinks more such places, each with the file that names it
 * @param onlyBinary a yes: no sdists; a no: no wheels
 * @param allReleases a yes: pre-releases too; a no: never
 * @param preferBinary whether an older wheel is better than a newer sdist
 * @param requireHashes whether every distribution must have a hash
 * @param trustedHosts hosts whose certificates are not asked for
 */
public record Settings(
        List<String> indexUrls,
        boolean noIndex,
        List<FoundLinks> findLinks,
        ProjectChoice onlyBinary,
        ProjectChoice allReleases,
        boolean preferBinary,
        boolean requireHashes,
        List<String> trustedHosts) {

    /** A {@code --find-links} and the line that has it. */
    public record FoundLinks(String location, Place place) {}

    public Settings {
        indexUrls = List.copyOf(indexUrls);
        findLinks = List.copyOf(findLinks);
        trustedHosts = List.copyOf(trustedHosts);
    }

    /** Nothing set but the indexes that hold unless a file says otherwise. */
    public static Settings of(List<String> indexUrls) {
        return new Settings(
                indexUrls, false, List.of(), ProjectChoice.OPEN, ProjectChoice.OPEN, false, false, List.of());
    }

    /** These settings after a line of options. */
    public Settings with(RequirementsEntry.Options line) {
        Settings settings = this;
        for (Option option : line.options()) {
            settings = settings.with(option, line.place());
        }
        return settings;
    }

    private Settings with(Option option, Place place) {
        if (option instanceof Option.IndexUrl index) {
            return withIndexUrls(noIndex, urls -> List.of(index.url()));
        }
        if (option instanceof Option.ExtraIndexUrl extra) {
            return withIndexUrls(noIndex, urls -> plus(urls, extra.url()));
        }
        if (option instanceof Option.NoIndex) {
            return withIndexUrls(true, urls -> urls);
        }
        if (option instanceof Option.FindLinks links) {
            List<FoundLinks> more = plus(findLinks, new FoundLinks(links.location(), place));
            return new Settings(
                    indexUrls, noIndex, more, onlyBinary, allReleases, preferBinary, requireHashes, trustedHosts);
        }
        if (option instanceof Option.OnlyBinary only) {
            return withChoices(onlyBinary.choose(only.names()), allReleases);
        }
        if (option instanceof Option.NoBinary no) {
            return withChoices(onlyBinary.oppose(no.names()), allReleases);
        }
        if (option instanceof Option.AllReleases all) {
            return withChoices(onlyBinary, allReleases.choose(all.names()));
        }
        if (option instanceof Option.OnlyFinal only) {
            return withChoices(onlyBinary, allReleases.oppose(only.names()));
        }
        if (option instanceof Option.TrustedHost host) {
            return withRest(preferBinary, requireHashes, plus(trustedHosts, host.host()));
        }
        if (option instanceof Option.UseFeature) {
            return this;
        }
        boolean hashes = option instanceof Option.RequireHashes
                || (requireHashes && !(option instanceof Option.NoRequireHashes));
        return withRest(preferBinary || option instanceof Option.PreferBinary, hashes, trustedHosts);
    }

    /** Once {@code --no-index} was said, no later line brings an index back. */
    private Settings withIndexUrls(boolean none, UnaryOperator<List<String>> change) {
        List<String> urls = none ? List.of() : change.apply(indexUrls);
        return new Settings(urls, none, findLinks, onlyBinary, allReleases, preferBinary, requireHashes, trustedHosts);
    }

    private Settings withChoices(ProjectChoice binary, ProjectChoice releases) {
        return new Settings(indexUrls, noIndex, findLinks, binary, releases, preferBinary, requireHashes, trustedHosts);
    }

    private Settings withRest(boolean binary, boolean hashes, List<String> hosts) {
        return new Settings(indexUrls, noIndex, findLinks, onlyBinary, allReleases, binary, hashes, hosts);
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
