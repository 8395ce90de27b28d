package io.github.kubespraymaven.it;

import io.github.kubespraymaven.checkout.Drawing;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout in kubespray's shape, with its own kubectl and requirements that {@link PythonIndex} has. */
final class SmallCheckout {
    static final String REQUIREMENTS =
            """
            ansible==9.13.0
            # for encrypted things
            cryptography==46.0.6
            jmespath==1.1.0
            netaddr==1.3.0
            """;

    /** A file of a role, which goes into the app layer and nowhere else. */
    static final String TASKS = "roles/client/tasks/main.yml";

    private static final byte[] KUBECTL = "#!/bin/sh\necho v1.35.4\n".getBytes(StandardCharsets.UTF_8);

    private SmallCheckout() {}

    /** Draws it. */
    static Path draw(Path directory) throws IOException {
        Drawing.make(
                directory,
                """
                cluster.yml = - import_playbook: playbooks/cluster.yml\\n
                upgrade.yml -> cluster.yml
                playbooks/cluster.yml = - hosts: all\\n  roles: [client]\\n
                scripts/run.sh* = #!/bin/sh\\n
                roles/client/tasks/main.yml = - debug: {msg: hello}\\n
                inventory/sample/inventory.ini = [all]\\n
                docs/getting-started.md = # not for containers\\n
                galaxy.yml = namespace: kubernetes_sigs\\nname: kubespray\\nversion: 2.31.0\\nreadme: README.md\\nauthors: [nobody]\\n
                """);
        Files.writeString(directory.resolve("requirements.txt"), REQUIREMENTS);
        write(
                directory,
                "roles/kubespray_defaults/defaults/main/main.yml",
                """
                kube_version: "{{ (kubelet_checksums['amd64'] | dict2items)[0].key }}"
                host_architecture: "{{ {'x86_64': 'amd64', 'aarch64': 'arm64'}[ansible_facts['architecture']] }}"
                """);
        write(
                directory,
                "roles/kubespray_defaults/defaults/main/download.yml",
                """
                image_arch: "{{ host_architecture | default('amd64') }}"
                kubectl_download_url: "https://files.example/v{{ kube_version }}/{{ image_arch }}/kubectl"
                kubectl_binary_checksum: "{{ kubectl_checksums[image_arch][kube_version] }}"
                downloads: {}
                """);
        String sha256 = Digest.of(KUBECTL).hex();
        write(
                directory,
                "roles/kubespray_defaults/vars/main/checksums.yml",
                """
                kubelet_checksums: {amd64: {1.35.4: x}}
                kubectl_checksums:
                  amd64: {1.35.4: "sha256:%s"}
                  arm64: {1.35.4: "sha256:%s"}
                """
                        .formatted(sha256, sha256));
        return directory;
    }

    /** Publishes its kubectl below {@code /mirror}. */
    static void publish(ScriptedServer server) {
        for (String architecture : new String[] {"amd64", "arm64"}) {
            server.on("/mirror/files.example/v1.35.4/" + architecture + "/kubectl", ScriptedServer.ranges(KUBECTL));
        }
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
