package io.github.kubespraymaven.it;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.python.wheel.WheelFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An index of small wheels (PEP 691), some of them just larger than what gets a layer of its own. */
final class PythonIndex {
    private static final int LARGE = 300 * 1024;

    private final ScriptedServer server;
    private final String root;
    private final Path directory;
    private final Map<String, List<String>> files = new TreeMap<>();

    /**
     * An index at {@code ROOT/simple}, in which nothing is yet.
     *
     * @param directory for the wheels
     */
    PythonIndex(ScriptedServer server, String root, Path directory) {
        this.server = server;
        this.root = root;
        this.directory = directory;
    }

    /** Adds what {@link SmallCheckout#REQUIREMENTS} come to. */
    PythonIndex standard() throws IOException {
        large("ansible", "9.13.0", "ansible_collections/community/general/README.md", "ansible-core~=2.16.14");
        large("ansible-core", "2.16.14", "ansible/release.py", "jinja2>=3.0.0");
        large("cryptography", "46.0.6", "cryptography/hazmat.py");
        small("jinja2", "3.1.6");
        small("jmespath", "1.1.0");
        return small("netaddr", "1.3.0");
    }

    /** Adds a distribution that gets a layer of its own. */
    PythonIndex large(String name, String version, String file, String... needs) throws IOException {
        byte[] noise = new byte[LARGE];
        new Random((name + version).hashCode()).nextBytes(noise);
        return add(name, version, file, Base64.getEncoder().encodeToString(noise), needs);
    }

    /** Adds a distribution that shares a layer. */
    PythonIndex small(String name, String version) throws IOException {
        return add(name, version, name + "/__init__.py", "VERSION = '" + version + "'\n");
    }

    private PythonIndex add(String name, String version, String file, String text, String... needs) throws IOException {
        StringBuilder metadata =
                new StringBuilder("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        for (String need : needs) {
            metadata.append("Requires-Dist: ").append(need).append('\n');
        }
        WheelFixture wheel = WheelFixture.bare(name.replace('-', '_'), version)
                .file(file, text)
                .dist("METADATA", metadata.toString())
                .dist("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        if (name.equals("ansible-core")) {
            wheel.dist("entry_points.txt", "[console_scripts]\nansible-playbook = ansible.release:main\n");
        }
        Path made = wheel.in(directory);
        byte[] bytes = Files.readAllBytes(made);
        String path = root + "/files/" + made.getFileName();
        server.on(path, ScriptedServer.ranges(bytes));
        files.computeIfAbsent(name, any -> new ArrayList<>())
                .add("{\"filename\": \"" + made.getFileName() + "\", \"url\": \"" + path
                        + "\", \"hashes\": {\"sha256\": \"" + Digest.of(bytes).hex() + "\"}, \"size\": "
                        + bytes.length + "}");
        return this;
    }

    /** Yanks all files of a project that are there (PEP 592). */
    PythonIndex yank(String name) {
        files.computeIfPresent(
                name,
                (same, all) -> new ArrayList<>(all.stream()
                        .map(file -> file.substring(0, file.length() - 1) + ", \"yanked\": \"withdrawn\"}")
                        .toList()));
        return this;
    }

    /** Publishes the pages of what is there. */
    PythonIndex publish() {
        files.forEach((name, all) -> server.on(
                root + "/simple/" + name + "/",
                ScriptedServer.whole(
                        "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"" + name + "\", \"files\": ["
                                + String.join(", ", all) + "]}",
                        "Content-Type",
                        "application/vnd.pypi.simple.v1+json")));
        return this;
    }
}
