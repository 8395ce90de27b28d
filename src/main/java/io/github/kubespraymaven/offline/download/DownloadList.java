package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.manifest.FileEntry;
import io.github.kubespraymaven.manifest.Manifest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files are wanted: from the lists of a deployment, or from a file with an address a line. All that is wrong is found before
 * anything is fetched.
 */
public final class DownloadList {
    /** How many bytes of a list are read at most: a file that is larger is none. */
    private static final long LARGEST = 16 << 20;

    /** Of these hosts the releases' own files are; a site's file server has them in its paths. */
    private static final List<String> UPSTREAMS =
            List.of("dl.k8s.io", "github.com", "get.helm.sh", "storage.googleapis.com", "raw.githubusercontent.com");

    private final String what;
    private final Map<String, WantedFile> files = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<TreeName> charts = new ArrayList<>();
    private final List<UnavailableFile> unavailable = new ArrayList<>();
    private final List<GeneratedFile> generated = new ArrayList<>();

    private DownloadList(String what) {
        this.what = what;
    }

    /**
     * Returns what deployments download, with kubespray's own sums.
     *
     * @param manifests one a platform
     * @param charts what their charts come to
     * @throws UserErrorException if something cannot be downloaded: all of it, a line each
     */
    public static DownloadList of(List<Manifest> manifests, ChartFiles charts) throws UserErrorException {
        DownloadList list = new DownloadList("the release's list");
        charts.files().forEach(list::add);
        charts.files().forEach(chart -> list.charts.add(chart.name()));
        charts.unavailable().forEach(chart -> list.charts.add(chart.name()));
        list.generated.addAll(charts.indexes());
        list.unavailable.addAll(charts.unavailable());
        for (Manifest manifest : manifests) {
            for (FileEntry file : manifest.files()) {
                list.add(manifest.platform(), file);
            }
        }
        return list.checked();
    }

    /**
     * Reads a list: an address a line, behind it a sum ({@code sha256:…}) where one is known; what follows a {@code #} and a
     * blank is a remark.
     *
     * @throws UserErrorException if there is none, or lines of it cannot be downloaded: all of them
     */
    public static DownloadList read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserErrorException("files: there is no list " + file
                    + "; the goal manifests writes one, and without -Dkubespray.files none is needed.");
        }
        if (Files.size(file) > LARGEST) {
            throw new UserErrorException("files: " + file + " is larger than any list of addresses.");
        }
        DownloadList list = new DownloadList(file.toString());
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                list.add("line " + number, line.replace("\ufeff", "").strip());
            }
        } catch (MalformedInputException e) {
            throw new UserErrorException("files: " + file + " is no text in UTF-8.", e);
        }
        return list.checked();
    }

    /** Returns the files, each name once. */
    public List<WantedFile> files() {
        return List.copyOf(files.values());
    }

    /** Returns what is made here when all files are there. */
    public List<GeneratedFile> generated() {
        return List.copyOf(generated);
    }

    /** Returns what cannot be had, whoever is asked. */
    public List<UnavailableFile> unavailable() {
        return List.copyOf(unavailable);
    }

    /** Tells whether nothing is wanted. */
    public boolean isEmpty() {
        return files.isEmpty() && unavailable.isEmpty();
    }

    /** Returns the names of all that is to be in the tree. */
    public List<TreeName> names() {
        return Stream.concat(
                        files.values().stream().map(WantedFile::name),
                        generated.stream().map(GeneratedFile::name))
                .toList();
    }

    /** Returns what is worth a warning. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private DownloadList checked() throws UserErrorException {
        for (Map.Entry<String, String> place : places.entrySet()) {
            String name = place.getKey();
            for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                String folder = name.substring(0, slash);
                if (places.containsKey(folder)) {
                    problems.add(place.getValue() + ": " + folder + " would be a file (" + places.get(folder)
                            + ") and a folder");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UserErrorException(what + " has " + problems.size()
                    + (problems.size() == 1 ? " line" : " lines") + " that cannot be downloaded; nothing was fetched:"
                    + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
        }
        return this;
    }

    private void add(WantedFile chart) {
        files.put(chart.name().toString(), chart);
        places.put(chart.name().toString(), "the index of its charts");
    }

    private void add(String platform, FileEntry file) {
        String place = file.name() + " (" + platform + ")";
        if (UPSTREAMS.stream()
                .anyMatch(host ->
                        file.url().contains("/" + host + "/") && !file.url().contains("//" + host + "/"))) {
            warnings.add(place + ": the inventory names " + Address.shown(file.url())
                    + ", which seems to be a mirror: the file is fetched from there, and named after it; take that variable out, or let"
                    + " offline-vars write it, whose file is left out here");
        }
        Optional<Digest> digest;
        try {
            digest = file.checksum().map(sum -> Digest.parse(sum.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            problems.add(place + ": kubespray's sum is " + e.getMessage());
            return;
        }
        if (digest.isEmpty() && file.from().equals("downloads")) {
            String problem = place + ": kubespray has no sum for " + file.url()
                    + ", and its own role refuses such a file: take a version that it knows, or give the sum by extraVars";
            (file.enabled() ? problems : warnings)
                    .add(problem + (file.enabled() ? "" : "; it is switched off, and left out"));
            return;
        }
        if (!isChart(file)) {
            add(place, file.url(), digest, digest.isPresent() ? FileTrust.KUBESPRAY : FileTrust.FIRST_USE);
        }
    }

    /** Of a chart the index knows more than its address. */
    private boolean isChart(FileEntry file) {
        return file.from().equals("chart") && charts.stream().anyMatch(chart -> chart.isOf(file.url()));
    }

    private void add(String place, String line) {
        String text = line.startsWith("#") ? "" : line.replaceFirst("\\s+#.*$", "");
        if (text.isEmpty()) {
            return;
        }
        String[] words = text.split("\\s+");
        if (words.length > 2) {
            problems.add(place + ": wanted an address, and a sum at most, got " + words.length + " words");
            return;
        }
        try {
            Optional<Digest> digest =
                    words.length == 2 ? Optional.of(Digest.parse(words[1].toLowerCase(Locale.ROOT))) : Optional.empty();
            add(place, words[0], digest, digest.isPresent() ? FileTrust.LIST : FileTrust.FIRST_USE);
        } catch (IllegalArgumentException e) {
            problems.add(place + ": " + e.getMessage());
        }
    }

    private void add(String place, String address, Optional<Digest> digest, FileTrust trust) {
        URI url;
        TreeName name;
        try {
            url = Address.http(Address.parse(address));
            name = TreeName.of(url);
            checkFree(name);
        } catch (IllegalArgumentException e) {
            String shown = "'" + Address.shown(address) + "'";
            String reason = String.valueOf(e.getMessage());
            problems.add(place + ": " + (reason.contains(shown) ? "" : shown + ": ") + reason);
            return;
        }
        WantedFile wanted = new WantedFile(url, name, digest, trust);
        WantedFile before = files.putIfAbsent(name.toString(), wanted);
        if (before == null) {
            places.put(name.toString(), place);
        } else if (!Address.bare(before.url()).equals(Address.bare(url))) {
            problems.add(place + ": " + Address.shown(url) + " would have the name of " + Address.shown(before.url())
                    + " (" + places.get(name.toString()) + ")");
        } else if (before.digest().isPresent()
                && digest.isPresent()
                && !before.digest().equals(digest)) {
            problems.add(place + ": " + Address.shown(url) + " has another sum than in " + places.get(name.toString()));
        } else if (before.digest().isEmpty()) {
            files.put(name.toString(), wanted);
        }
    }

    /** Some names the tree has for itself. */
    private static void checkFree(TreeName name) {
        String last = name.segments().get(name.segments().size() - 1);
        if (name.segments().get(0).equals(FileRecords.NAME) || PartFile.isOnItsWay(last)) {
            throw new IllegalArgumentException("the tree has names of that kind for itself");
        }
    }
}
