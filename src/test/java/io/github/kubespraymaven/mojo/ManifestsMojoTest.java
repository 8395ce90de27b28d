package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.Tools;
import io.github.kubespraymaven.manifest.Checkouts;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal on a checkout in miniature on disk: what it writes and says, and that a run that fails leaves the lists of the run before. */
class ManifestsMojoTest {
    private static final String ALL = "inventory/group_vars/all.yml";

    @TempDir
    private Path checkout;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void drawCheckout() throws IOException {
        for (Map.Entry<String, String> file : Checkouts.FILES.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        write("cluster.yml", "- hosts: all\n");
        write("galaxy.yml", "version: 2.31.0\n");
        write("inventory/hosts.ini", Checkouts.HOSTS);
    }

    private void write(String path, String text) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Runs the goal with parameters given as names and values. */
    private void run(Object... parameters) throws Exception {
        said.clear();
        ManifestsMojo mojo = new ManifestsMojo();
        set(mojo, "basedir", checkout.toFile());
        set(mojo, "platforms", List.of("linux/amd64"));
        set(mojo, "inventory", "inventory/hosts.ini");
        for (int i = 0; i < parameters.length; i += 2) {
            set(mojo, (String) parameters[i], parameters[i + 1]);
        }
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                said.add(content.toString());
            }

            @Override
            public void warn(CharSequence content) {
                said.add("WARNING " + content);
            }
        });
        mojo.execute();
    }

    private static void set(Object mojo, String name, Object value) throws ReflectiveOperationException {
        for (Class<?> type = mojo.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    field.set(mojo, value);
                    return;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private String failure(Object... parameters) {
        return String.valueOf(assertThrows(MojoFailureException.class, () -> run(parameters))
                        .getMessage())
                .replace(checkout.toString(), "DIR");
    }

    private String list(String name) throws IOException {
        return Files.readString(checkout.resolve("target/kubespray").resolve(name));
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve("target/kubespray"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theListsAreWrittenAndCounted() throws Exception {
        run();
        assertEquals(List.of("files.list", "images.list", "manifest.json"), written());
        assertEquals("https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet\n", list("files.list"));
        assertEquals(
                List.of(
                        "kubespray v2.31.0, inventory inventory/hosts.ini:",
                        "  linux/amd64: 1 file, 5 images",
                        "Written to " + checkout.resolve("target/kubespray") + ":",
                        "  files.list (1 line)",
                        "  images.list (5 lines)",
                        "  manifest.json"),
                said);
    }

    @Test
    void extraVariablesAreOfTheProjectAlsoWhereTheInventoryIsOfTheCheckout(@TempDir Path project) throws Exception {
        Files.writeString(project.resolve("more.yml"), "helm_enabled: true\n");
        run("basedir", project.toFile(), "directory", checkout.toFile(), "extraVars", "@more.yml");
        assertEquals(
                """
                https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet
                https://get.helm.sh/helm-linux-amd64.tar.gz
                """,
                Files.readString(project.resolve("target/kubespray/files.list")));
        assertEquals(
                "extraVars: there is no file more.yml",
                failure("basedir", checkout.toFile(), "extraVars", "@more.yml"));
    }

    @Test
    void severalPlatformsAndAddonsHaveFilesOfTheirOwn() throws Exception {
        run("platforms", List.of(" linux/arm64", "linux/amd64"), "addons", List.of("helm", " typha "));
        assertEquals(
                List.of(
                        "addons.yml",
                        "files.list",
                        "images.list",
                        "manifest-linux-amd64.json",
                        "manifest-linux-arm64.json"),
                written());
        assertEquals(
                """
                https://dl.k8s.io/release/v1.35.4/bin/linux/arm64/kubelet
                https://get.helm.sh/helm-linux-arm64.tar.gz
                https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet
                https://get.helm.sh/helm-linux-amd64.tar.gz
                """,
                list("files.list"));
        assertTrue(list("addons.yml").endsWith("helm_enabled: true\ntypha_enabled: true\n"), list("addons.yml"));
    }

    @Test
    void theStockListsAreWrittenWhenAskedFor() throws Exception {
        run("stock", true);
        assertEquals(
                "https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet\nhttps://get.helm.sh/helm-linux-amd64.tar.gz\n",
                list("files.list"));
        assertEquals(
                "kubespray.all and kubespray.stock exclude each other: the stock lists name what is switched off anyway."
                        + " Leave one out.",
                failure("stock", true, "all", true));
    }

    @Test
    void addonsAreListedAndNothingIsWritten() throws Exception {
        run("addons", List.of("list"));
        assertEquals(
                List.of(
                        "What each addon would add; -Dkubespray.addons=NAME,NAME switches them on:",
                        "azure_csi:",
                        "  + mcr.example.org/csi/attacher:v1",
                        "  + mcr.example.org/csi/driver:v1",
                        "helm:",
                        "  + https://get.helm.sh/helm-linux-amd64.tar.gz",
                        "registry:",
                        "  + docker.io/library/registry:2.8",
                        "typha:",
                        "  + quay.io/calico/typha:v3"),
                said);
        assertTrue(Files.notExists(checkout.resolve("target")));
    }

    @Test
    void theInventoryMayLieInTheCheckoutOrInTheProject(@TempDir Path project) throws Exception {
        run("directory", checkout.toFile(), "basedir", project.toFile());
        assertTrue(Files.exists(project.resolve("target/kubespray/files.list")));
        Files.createDirectories(project.resolve("inventory/group_vars"));
        Files.writeString(project.resolve("inventory/hosts.ini"), Checkouts.HOSTS);
        Files.writeString(project.resolve(ALL), "kube_version: 1.34.1\n");
        run("directory", checkout.toFile(), "basedir", project.toFile());
        assertEquals(
                "https://dl.k8s.io/release/v1.34.1/bin/linux/amd64/kubelet\n",
                Files.readString(project.resolve("target/kubespray/files.list")));
    }

    @Test
    void aManifestIsComparedWith() throws Exception {
        run("addons", List.of("typha"));
        Files.move(checkout.resolve("target/kubespray/manifest.json"), checkout.resolve("before.json"));
        run("diff", "before.json");
        assertEquals(
                List.of("Since before.json, linux/amd64:", "  - image calico_typha quay.io/calico/typha:v3"),
                said.subList(6, said.size()));
        assertEquals(
                "diff: before.json is of linux/amd64, and the lists are made for linux/arm64; add"
                        + " -Dkubespray.platforms=linux/amd64",
                failure("diff", "before.json", "platforms", List.of("linux/arm64")));
        write("other.json", "{\"files\": 1}");
        assertEquals(
                "diff: DIR/other.json, files: wanted a list, got 1. Wanted a manifest.json that this goal wrote,"
                        + " or a git revision.",
                failure("diff", "other.json").replace(File.separatorChar, '/'));
        assertEquals("diff: there is no file none.json", failure("diff", "none.json"));
    }

    @Test
    void aRevisionIsComparedWith() throws Exception {
        Tools.require("git");
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=n", "-c", "user.email=e@localhost", "commit", "-q", "-m", "first");
        git("tag", "v2.31.0");
        write("roles/network_plugin/calico/tasks/main.yml", "- template: {src: typha.yml.j2}\n");
        write(
                "roles/kubespray_defaults/defaults/main/download.yml",
                Checkouts.FILES
                        .getOrDefault("roles/kubespray_defaults/defaults/main/download.yml", "")
                        .replace("tag: v3", "tag: v4"));
        run("diff", "v2.31.0");
        assertEquals(
                List.of(
                        "Since v2.31.0, linux/amd64:",
                        "  ~ image calico_node quay.io/calico/node:v3 -> quay.io/calico/node:v4"),
                said.stream()
                        .dropWhile(line -> !line.startsWith("Since"))
                        .filter(line -> !line.contains("typha"))
                        .toList());
        assertTrue(failure("diff", "v2.30.0")
                .startsWith("diff: with v2.30.0: the git repository of DIR has no revision 'v2.30.0'; its newest"
                        + " tags are v2.31.0"));
        assertEquals(
                "diff: with v2.31.0: kube_version is 1.36.1, which this kubespray does not know for linux/amd64; the nearest"
                        + " it knows are 1.34.1, 1.35.4",
                failureAtTheRevision());
    }

    private String failureAtTheRevision() throws Exception {
        write(
                "roles/kubespray_defaults/vars/main/checksums.yml",
                "kubelet_checksums:\n  amd64: {1.36.1: \"sha256:" + "4".repeat(64) + "\"}\n");
        return failure("diff", "v2.31.0", "extraVars", "kube_version=1.36.1");
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
    }

    @Test
    void whatIsWrongIsSaidInOneLineAndTheEarlierListsStay() throws Exception {
        run();
        String files = list("files.list");
        String manifest = list("manifest.json");
        Map<String, String> broken = Map.of(
                "a: [1, 2\nb: 3\n",
                ALL + ":2:2: broken YAML: expected ',' or ']', but got : while parsing a flow sequence",
                "quay_image_repo: \"{{ 'x' | uper }}\"\n",
                ALL + ":1:18: no filter named 'uper'; did you mean 'upper'?, in {{ 'x' | uper }} (needed by"
                        + " downloads.calico_node.repo -> quay_image_repo)",
                "quay_image_repo: \"{{ mirror }}\"\n",
                ALL + ":1:18: 'mirror' is undefined, in {{ mirror }} (needed by downloads.calico_node.repo ->"
                        + " quay_image_repo)",
                "kube_version: 1.35.9\n",
                "kube_version is 1.35.9, which this kubespray does not know for linux/amd64; the nearest it knows are"
                        + " 1.34.1, 1.35.4",
                "$ANSIBLE_VAULT;1.1;AES256\n6162\n",
                ALL + ":1:1: the file is encrypted by ansible-vault, and no vault password is asked for here; give the"
                        + " variables that the lists need with extraVars, or a decrypted inventory",
                "kube_image_repo: \"{{ kube_image_repo }}\"\n",
                ALL + ":1:18: the variable 'kube_image_repo' needs itself: kube_image_repo -> kube_image_repo, in"
                        + " {{ kube_image_repo }} (needed by kube_image_repo)");
        for (Map.Entry<String, String> mistake : broken.entrySet()) {
            write(ALL, mistake.getKey());
            assertEquals(mistake.getValue(), failure());
            assertEquals(files, list("files.list"));
            assertEquals(manifest, list("manifest.json"));
            assertEquals(List.of("files.list", "images.list", "manifest.json"), written());
        }
        Files.delete(checkout.resolve(ALL));
        assertEquals("inventory/none.ini: there is no such inventory", failure("inventory", "inventory/none.ini"));
        assertEquals(
                "no addon named hlem in this kubespray; there are azure_csi, helm, registry, typha",
                failure("addons", List.of("hlem")));
        assertEquals(
                "addons: wanted the names of addons, or 'list' alone, got 'list,helm'.",
                failure("addons", List.of("list", "helm")));
        assertEquals(
                "platforms: wanted linux/amd64 or linux/arm64, got 'linux/s390x'.",
                failure("platforms", List.of("linux/s390x")));
    }
}
