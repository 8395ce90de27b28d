package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A page of links: PEP 503, with PEP 592's yanked files and PEP 658's and 714's metadata. It has no upload times. */
final class HtmlPage {
    private HtmlPage() {}

    /**
     * Returns the project's wheels and sdists among the links.
     *
     * @throws PythonException if the page is of another version of the API, or its links are relative to no address
     */
    static List<IndexFile> read(URI uri, byte[] html, ProjectName project, String what) throws PythonException {
        HtmlAnchors.Found found = HtmlAnchors.in(new String(html, StandardCharsets.UTF_8));
        if (found.version().isPresent()) {
            LinkAttributes.checkVersion(found.version().get(), what);
        }
        URI base =
                found.base().isPresent() ? PageLinks.resolve(uri, found.base().get()) : uri;
        LinkAttributes attributes = new LinkAttributes();
        List<IndexFile> files = new ArrayList<>();
        for (Map<String, String> anchor : found.anchors()) {
            String href = anchor.getOrDefault("href", "");
            Optional<DistributionFilename> filename = LinkAttributes.filename(PageLinks.filename(href), project);
            if (filename.isPresent()) {
                files.add(new IndexFile(
                        filename.get(),
                        base,
                        PageLinks.withoutFragment(href),
                        PageLinks.digest(href).map(List::of).orElse(List.of()),
                        Optional.ofNullable(anchor.get("data-requires-python"))
                                .map(attributes::requiresPython)
                                .orElse(SpecifierSet.ANY),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.ofNullable(anchor.get("data-yanked")),
                        sidecar(anchor)));
            }
        }
        return files;
    }

    private static Sidecar sidecar(Map<String, String> anchor) {
        Optional<String> stated = Optional.ofNullable(anchor.get("data-core-metadata"))
                .or(() -> Optional.ofNullable(anchor.get("data-dist-info-metadata")));
        if (stated.isEmpty()) {
            return new Sidecar.Unmentioned();
        }
        Optional<Digest> digest = PageLinks.digest("#" + stated.get());
        return stated.get().equals("false") ? new Sidecar.Absent() : new Sidecar.Present(digest);
    }
}
