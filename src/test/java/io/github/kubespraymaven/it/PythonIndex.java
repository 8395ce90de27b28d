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
    private final Path directory;
    private final Map<String, List<String>> files = new TreeMap<>();

    private PythonIndex(ScriptedServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /**
     * Publishes it below {@code /simple}.
     *
     * @param directory for the wheels
     */
    static void publish(ScriptedServer server, Path directory) throws IOException {
        PythonIndex index = new PythonIndex(server, directory);
        index.large("ansible", "9.13.0", "ansible_collections/community/general/README.md", "ansible-core~=2.16.14");
        index.large("ansible-core", "2.16.14", "ansible/release.py", "jinja2>=3.0.0");
        index.large("cryptography", "46.0.6", "cryptography/hazmat.py");
        index.large("cryptography", "46.0.7", "cryptography/hazmat.py");
        index.small("jinja2", "3.1.6");
        index.small("jmespath", "1.1.0");
        index.small("netaddr", "1.3.0");
        index.list();
    }

    private void large(String name, String version, String file, String... needs) throws IOException {
        byte[] noise = new byte[LARGE];
        new Random((name + version).hashCode()).nextBytes(noise);
        add(name, version, file, Base64.getEncoder().encodeToString(noise), needs);
    }

    private void small(String name, String version) throws IOException {
        add(name, version, name + "/__init__.py", "VERSION = '" + version + "'\n");
    }

    private void add(String name, String version, String file, String text, String... needs) throws IOException {
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
        String path = "/files/" + made.getFileName();
        server.on(path, ScriptedServer.ranges(bytes));
        files.computeIfAbsent(name, any -> new ArrayList<>())
                .add("{\"filename\": \"" + made.getFileName() + "\", \"url\": \"" + path
                        + "\", \"hashes\": {\"sha256\": \"" + Digest.of(bytes).hex() + "\"}, \"size\": "
                        + bytes.length + "}");
    }

    private void list() {
        files.forEach((name, all) -> server.on(
                "/simple/" + name + "/",
                ScriptedServer.whole(
                        "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"" + name + "\", \"files\": ["
                                + String.join(", ", all) + "]}",
                        "Content-Type",
                        "application/vnd.pypi.simple.v1+json")));
    }
}
