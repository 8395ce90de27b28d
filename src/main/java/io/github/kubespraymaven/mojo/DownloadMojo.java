package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.fetch.FilesMirror.Place;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Limits;
import io.github.kubespraymaven.manifest.Manifest;
import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.ManifestResult;
import io.github.kubespraymaven.manifest.Manifests;
import io.github.kubespraymaven.manifest.SiteLists;
import io.github.kubespraymaven.manifest.variables.ListedNames;
import io.github.kubespraymaven.offline.chart.ChartDownloads;
import io.github.kubespraymaven.offline.download.DownloadList;
import io.github.kubespraymaven.offline.download.DownloadRequest;
import io.github.kubespraymaven.offline.download.DownloadResult;
import io.github.kubespraymaven.offline.download.FileDownloads;
import io.github.kubespraymaven.offline.download.TreeCheck;
import io.github.kubespraymaven.offline.upload.TreeUpload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the files of a deployment into a tree of hosts and paths, as {@code wget -x} names them: several at once, each checked by
 * the release's own sum before it gets its name, and gone on with where an earlier run broke off. What is there and right is not
 * asked for again. {@code files.json} in the tree says of each file what it is and on whose word.
 */
@Mojo(name = "download", requiresProject = false, threadSafe = true)
public class DownloadMojo extends ConnectedMojo {

    /**
     * A list of addresses, one a line, behind each a sum (sha256:…) where one is known. Default: what the deployment downloads, as
     * the goal {@code manifests} lists it, with the release's sums.
     */
    @Parameter(property = "kubespray.files")
    private @Nullable File files;

    /** The tree. Default: {@code files} in the folder of results. */
    @Parameter(property = "kubespray.filesDirectory")
    private @Nullable File filesDirectory;

    /** File servers and directories that hold the host/path tree of upstream files; asked before upstream, in their order. */
    @Parameter(property = "kubespray.filesMirror")
    private @Nullable List<String> filesMirror;

    /**
     * The address of a file server that takes PUT (Artifactory, Nexus, WebDAV): the files go there too, and are read back. What is
     * there and the same stays.
     */
    @Parameter(property = "kubespray.to")
    private @Nullable String to;

    /** Hashes every file of the tree, changes nothing, and fails if one is missing, wrong, or not wanted. */
    @Parameter(property = "kubespray.check", defaultValue = "false")
    private boolean check;

    /** Takes files anew that no sum is known of but the one that was seen first. */
    @Parameter(property = "kubespray.refresh", defaultValue = "false")
    private boolean refresh;

    /**
     * The inventory, as {@code -i} of ansible-playbook: a file, a directory, or hosts separated by commas; relative to the
     * project's directory, or to the checkout. Default: kubespray's own defaults, as for a host that is in all groups.
     */
    @Parameter(property = "kubespray.inventory")
    private @Nullable String inventory;

    /** Extra variables, as {@code -e} of ansible-playbook: {@code k=v k2=v2}, YAML or JSON in braces, or {@code @file}. */
    @Parameter(property = "kubespray.extraVars")
    private @Nullable String extraVars;

    /** The platforms to download for: linux/amd64, linux/arm64. */
    @Parameter(property = "kubespray.platforms", defaultValue = "linux/amd64")
    private @Nullable List<String> platforms;

    /** Downloads all that exists, what is switched off included. */
    @Parameter(property = "kubespray.all", defaultValue = "false")
    private boolean all;

    /** Addons to switch on; the goal {@code manifests} lists them. */
    @Parameter(property = "kubespray.addons")
    private @Nullable List<String> addons;

    @Override
    void run() throws IOException {
        long begun = System.nanoTime();
        HostEnvironment around = HostEnvironment.ofProcess();
        Path tree = filesDirectory != null
                ? path("filesDirectory", filesDirectory)
                : resultDirectory().resolve("files");
        if (Files.exists(tree) && !Files.isDirectory(tree)) {
            throw new UserErrorException("filesDirectory: " + tree + " is no directory.");
        }
        FilesMirror mirror = FilesMirror.parse(trimmed(filesMirror), baseDirectory());
        Optional<Place.Server> target = target();
        DownloadList list = files != null ? given(path("files", files)) : deployment(tree, mirror, around);
        list.warnings().forEach(getLog()::warn);
        if (list.isEmpty()) {
            throw new UserErrorException("There is nothing to download: the list is empty.");
        }
        if (check) {
            check(tree, list, target, around);
            return;
        }
        DownloadResult result = download(new DownloadRequest(list, tree, mirror, refresh), around);
        getLog().info(result.summary() + String.format(Locale.ROOT, " %.2f s.", seconds(begun)));
        getLog().info("In " + tree + ".");
        if (target.isPresent()) {
            upload(tree, list, target.get(), around);
        }
    }

    private static DownloadList given(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            SiteLists.refuse(folder);
        }
        return DownloadList.read(file);
    }

    /** What the deployment downloads; the indexes of its charts are asked for where the tree does not have them. */
    private DownloadList deployment(Path tree, FilesMirror mirror, HostEnvironment around) throws IOException {
        List<Manifest> manifests = lists(around);
        Optional<Fetch> fetch = check ? Optional.empty() : Optional.of(fetch(http(around, getLog()::info), around));
        return DownloadList.of(manifests, ChartDownloads.find(manifests, tree, mirror, fetch));
    }

    private Optional<Place.Server> target() throws UserErrorException {
        if (to == null || to.isBlank()) {
            return Optional.empty();
        }
        if (!to.trim().startsWith("http://") && !to.trim().startsWith("https://")) {
            throw new UserErrorException("to: wanted the address of a file server that takes PUT, such as"
                    + " https://files.example.com/kubespray, got '" + Address.shown(to.trim()) + "'.");
        }
        return Optional.of(Place.Server.parse("to", to.trim()));
    }

    private void upload(Path tree, DownloadList list, Place.Server target, HostEnvironment around) throws IOException {
        long begun = System.nanoTime();
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-upload");
                DownloadLines lines =
                        new DownloadLines("Uploading", terminal(around), System::nanoTime, getLog()::info)) {
            String summary = upload(tree, list, target, around, lines::report).send(lines, threads);
            getLog().info(summary + String.format(Locale.ROOT, " %.2f s.", seconds(begun)));
        }
    }

    private TreeUpload upload(
            Path tree, DownloadList list, Place.Server target, HostEnvironment around, Consumer<String> report)
            throws IOException {
        Http http = http(around, report);
        return new TreeUpload(tree, list.names(), target, http, fetch(http, around));
    }

    private Fetch fetch(Http http, HostEnvironment around) throws UserErrorException {
        Cache cache = cache(around);
        return new Fetch(http, cache.blobs(), cache.records(), Progress.silent(), 1);
    }

    private static double seconds(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 1e3;
    }

    private List<Manifest> lists(HostEnvironment around) throws IOException {
        Checkout checkout = Checkout.open(checkoutDirectory());
        ManifestResult result = Manifests.make(new ListParameters(
                        baseDirectory(),
                        inventory,
                        extraVars,
                        trimmed(platforms),
                        all ? Mode.ALL : Mode.COMPLETE,
                        trimmed(addons),
                        ListedNames.UPSTREAM)
                .request(checkout, Git.find(around.programs()), Optional.empty(), around));
        result.warnings().forEach(getLog()::warn);
        return result.manifests();
    }

    private DownloadResult download(DownloadRequest request, HostEnvironment around) throws IOException {
        Cache cache = cache(around);
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-download");
                DownloadLines lines =
                        new DownloadLines("Downloading", terminal(around), System::nanoTime, getLog()::info)) {
            Limits limits = Limits.usual().withConnectionsPerHost(FileDownloads.MOST_OF_A_HOST);
            Http http = http(around, lines::report, limits);
            Fetch fetch = fetch(http, around);
            // One run at a time in a tree, also of other processes.
            return cache.locks(name -> lines.report("Waiting for another download into " + request.tree() + "."))
                    .holding(
                            Digest.of("download into " + request.tree().toAbsolutePath()),
                            () -> FileDownloads.run(request, fetch, cache.blobs(), lines, threads));
        }
    }

    private void check(Path tree, DownloadList list, Optional<Place.Server> target, HostEnvironment around)
            throws IOException {
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-check")) {
            TreeCheck.Result result = TreeCheck.run(tree, list, threads);
            result.notes().forEach(getLog()::info);
            if (!result.differences().isEmpty()) {
                throw new UserErrorException(TreeCheck.message(tree, result));
            }
            getLog().info("All " + result.right() + " files are in " + tree + ", with the right bytes.");
            if (target.isPresent()) {
                upload(tree, list, target.get(), around, getLog()::info).check(threads);
                getLog().info("All of them are at " + Address.shown(target.get().address()) + ", byte for byte.");
            }
        }
    }
}
