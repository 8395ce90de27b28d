package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.Page;
import io.github.kubespraymaven.fetch.PageRequest;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the files of a project, from all sources. Safe for use by many threads. */
public final class ProjectFiles {
    /** As pip asks: JSON before HTML. Some mirrors answer HTML whatever is asked for. */
    private static final String ACCEPT =
            "application/vnd.pypi.simple.v1+json," + " application/vnd.pypi.simple.v1+html;q=0.1, text/html;q=0.01";

    /** The largest pages of the largest index have some 20 MB. */
    private static final int MAX_PAGE = 1 << 26;

    private final Fetch fetch;
    private final PackageSources sources;
    private final Optional<Instant> excludeNewer;

    /**
     * Prepares to list; nothing is asked yet.
     *
     * @param excludeNewer files of indexes uploaded later are left out; what --find-links gives has no times and stays
     */
    public ProjectFiles(Fetch fetch, PackageSources sources, Optional<Instant> excludeNewer) {
        this.fetch = fetch;
        this.sources = sources;
        this.excludeNewer = excludeNewer;
    }

    /**
     * Returns all wheels and sdists of a project, those of links first, in the order of their pages; none if no source
     * knows the project.
     *
     * @throws PythonException if a source's answer cannot be used, or has no upload times although they are needed
     * @throws IOException if a source cannot be reached
     */
    public List<IndexFile> of(ProjectName project) throws IOException {
        List<IndexFile> files = new ArrayList<>();
        for (URI links : sources.findLinks()) {
            files.addAll(linked(links, project));
        }
        for (URI index : sources.indexes()) {
            for (IndexFile file : withTimes(indexed(index, project), index, project)) {
                if (isOldEnough(file, index)) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private List<IndexFile> withTimes(List<IndexFile> files, URI index, ProjectName project) throws IOException {
        if (excludeNewer.isEmpty()
                || files.stream().allMatch(file -> file.uploaded().isPresent())) {
            return files;
        }
        Optional<URI> address = UploadTimes.address(index, project);
        if (address.isEmpty()) {
            return files;
        }
        try {
            Page page = fetch.page(new PageRequest(address.get(), "application/json", MAX_PAGE));
            UploadTimes times = UploadTimes.read(page.bytes(), Address.shown(address.get()));
            return files.stream().map(times::complete).toList();
        } catch (StatusException | JsonException e) {
            // The index has no such pages: whoever needs the times says that there are none.
            return files;
        }
    }

    private boolean isOldEnough(IndexFile file, URI index) throws PythonException {
        if (excludeNewer.isEmpty()) {
            return true;
        }
        Instant uploaded = file.uploaded()
                .orElseThrow(() -> new PythonException(Address.shown(index) + " does not say when " + file
                        + " was uploaded, so excludeNewer (" + excludeNewer.get()
                        + ") cannot be kept; use an index that answers JSON with upload times (PEP 700)"
                        + " with -Dkubespray.pythonIndex, or leave excludeNewer out"));
        // At that very instant counts as later, as pip and uv have it.
        return uploaded.isBefore(excludeNewer.get());
    }

    private List<IndexFile> indexed(URI index, ProjectName project) throws IOException {
        if ("file".equals(index.getScheme())) {
            return LocalLinks.read(directory(index).resolve(project.normalized() + "/"), project);
        }
        // A name may have any letter; the standard's own are their own escapes.
        URI uri = PageLinks.resolve(directory(index), project.normalized() + "/");
        Optional<Page> page = page(uri, project);
        return page.isEmpty() ? List.of() : read(uri, page.get(), project);
    }

    private static URI directory(URI index) {
        String text = index.toString();
        return text.endsWith("/") ? index : URI.create(text + "/");
    }

    private List<IndexFile> linked(URI links, ProjectName project) throws IOException {
        if ("file".equals(links.getScheme())) {
            return LocalLinks.read(links, project);
        }
        Page page = fetch.page(new PageRequest(links, ACCEPT, MAX_PAGE));
        return HtmlPage.read(PageLinks.withLogin(links, page.uri()), page.bytes(), project, Address.shown(links));
    }

    /** An index that does not know a project answers 404; so does what is no index at all. */
    private Optional<Page> page(URI uri, ProjectName project) throws IOException {
        try {
            return Optional.of(fetch.page(new PageRequest(uri, ACCEPT, MAX_PAGE)));
        } catch (StatusException e) {
            if (e.status() == 404 || e.status() == 410) {
                return Optional.empty();
            }
            boolean refused = e.status() == 401 || e.status() == 403;
            throw new PythonException(
                    "the Python index does not give the files of " + project + ": " + e.getMessage()
                            + (refused ? ";" : "; try again later,")
                            + " or use another index (-Dkubespray.pythonIndex)",
                    e);
        }
    }

    private static List<IndexFile> read(URI uri, Page page, ProjectName project) throws IOException {
        String what = Address.shown(uri);
        URI base = PageLinks.withLogin(uri, page.uri());
        switch (page.mediaType()) {
            case "application/vnd.pypi.simple.v1+json", "application/json" -> {
                try {
                    return JsonPage.read(new Page(base, page.contentType(), page.bytes()), project, what);
                } catch (JsonException e) {
                    throw new PythonException(
                            "the Python index's answer cannot be read: " + e.getMessage()
                                    + "; try again, or use another index (-Dkubespray.pythonIndex)",
                            e);
                }
            }
            case "application/vnd.pypi.simple.v1+html", "text/html", "application/xhtml+xml" -> {
                List<IndexFile> files = HtmlPage.read(base, page.bytes(), project, what);
                if (files.isEmpty() && !isIndexPage(page)) {
                    throw new PythonException(what + " answered a page of HTML (" + page.bytes().length
                            + " bytes) without a link to any file of " + project
                            + ": a login page, or no Python index; check its address (-Dkubespray.pythonIndex)");
                }
                return files;
            }
            default -> throw new PythonException(what + " answered "
                    + (page.contentType().isEmpty() ? "something without a type" : "'" + page.contentType() + "'")
                    + ", where the JSON or HTML of a Python index was wanted; check its address"
                    + " (-Dkubespray.pythonIndex)");
        }
    }

    /** A project without wheels and sdists has a page too, and that says what it is. */
    private static boolean isIndexPage(Page page) {
        return page.mediaType().startsWith("application/vnd.pypi.")
                || new String(page.bytes(), StandardCharsets.UTF_8).contains("pypi:repository-version");
    }
}
