package io.github.kubespraymaven.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.checkout.git.IndexEntry;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppTreeTest {
    /** The git blob id of "../roles", as {@code git hash-object} prints it. */
    private static final String ID_OF_ROLES = "d8c4472ca1b65cea039252e137ff3b4ab5d3a555";

    private final Path directory;

    AppTreeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private AppTree tree(String drawing) throws IOException {
        return read(Drawing.checkout(directory.resolve("kubespray"), drawing), GitFacts.NONE, "");
    }

    private static AppTree read(Path checkout, GitFacts git, String ignore) throws IOException {
        IgnoreRules rules = IgnoreRules.parse(ignore.getBytes(StandardCharsets.UTF_8), ".dockerignore");
        return AppTree.read(
                Checkout.open(checkout), git, rules, Outputs.NONE, Checksums.NONE, new InputRecorder(Instant.EPOCH));
    }

    private static GitFacts index(Map<String, IndexEntry> index) {
        return new GitFacts(Optional.empty(), Optional.empty(), index, Optional.empty());
    }

    @Test
    void everythingStandsBelowKubesprayAsRootsWithTwoModesInTheOrderOfThePaths() throws IOException {
        assertEquals(
                """
                0755 kubespray/
                0644 kubespray/.dockerignore
                0644 kubespray/ansible.cfg
                0644 kubespray/cluster.yml
                0755 kubespray/extra_playbooks/
                kubespray/extra_playbooks/roles -> ../roles
                0755 kubespray/roles/
                0755 kubespray/roles/a/
                0644 kubespray/roles/a/z
                0644 kubespray/roles/a-b
                0755 kubespray/roles/kubespray_defaults/
                0755 kubespray/scripts/
                0755 kubespray/scripts/run.sh""",
                CheckoutListing.of(
                        tree(
                                """
                        scripts/run.sh* = #!/bin/sh
                        extra_playbooks/roles -> ../roles
                        roles/a-b
                        roles/a/z
                        ansible.cfg
                        .dockerignore
                        """)));
    }

    @Test
    void gitAndTheDeploymentStateAndTheTargetFolderNeverGoIn() throws IOException {
        Path checkout = Drawing.checkout(
                directory,
                """
                .git/HEAD
                vendor/lib/.git = gitdir: elsewhere
                vendor/lib/code
                inventory/mine/.kubespray/state.json
                inventory/mine/hosts.ini
                target/classes/x
                roles/x/target/kept
                """);
        AppTree tree = AppTree.read(
                Checkout.open(checkout),
                GitFacts.NONE,
                IgnoreRules.NONE,
                Outputs.of(List.of(checkout.resolve("target"))),
                Checksums.NONE,
                new InputRecorder(Instant.EPOCH));
        assertEquals(
                """
                0755 kubespray/
                0644 kubespray/cluster.yml
                0755 kubespray/inventory/
                0755 kubespray/inventory/mine/
                0644 kubespray/inventory/mine/hosts.ini
                0755 kubespray/roles/
                0755 kubespray/roles/kubespray_defaults/
                0755 kubespray/roles/x/
                0755 kubespray/roles/x/target/
                0644 kubespray/roles/x/target/kept
                0755 kubespray/vendor/
                0755 kubespray/vendor/lib/
                0644 kubespray/vendor/lib/code""",
                CheckoutListing.of(tree));
    }

    @Test
    void aKeptFileBringsItsExcludedDirectoriesAndNothingElse() throws IOException {
        Path checkout =
                Drawing.checkout(directory, "docs/a/keep.md\ndocs/a/drop.md\ndocs/b/drop.md\nroles/x/tasks/main.yml");
        assertEquals(
                """
                0755 kubespray/
                0755 kubespray/docs/
                0755 kubespray/docs/a/
                0644 kubespray/docs/a/keep.md""",
                CheckoutListing.of(read(checkout, GitFacts.NONE, "*\n!docs/a/keep.*")));
    }

    @Test
    void linksThatLeadOutAreRefusedAllAtOnce() {
        UserErrorException refused = assertThrows(
                UserErrorException.class,
                () -> tree(
                        """
                        a/up -> ../../b
                        absolute -> /nowhere
                        deep/er/into -> ../..
                        fine -> a/../a/./up2
                        indirect -> deep/er/into/../x
                        nowhere -> not/there
                        self -> self
                        """));
        assertEquals(
                "what cannot go into an image of " + directory.resolve("kubespray")
                        + " (remove it, or keep it out with a line in .dockerignore):\n"
                        + "  a/up: a link that leads out of the checkout, to ../../b\n"
                        + "  absolute: a link that leads out of the checkout, to /nowhere\n"
                        + "  indirect: a link that leads out of the checkout, to deep/er/into/../x",
                refused.getMessage());
    }

    @Test
    void anIgnoredLinkMayLeadAnywhere() throws IOException {
        Path checkout = Drawing.checkout(directory, "out -> /nowhere");
        assertEquals(
                """
                0755 kubespray/
                0644 kubespray/cluster.yml
                0755 kubespray/roles/
                0755 kubespray/roles/kubespray_defaults/""",
                CheckoutListing.of(read(checkout, GitFacts.NONE, "out")));
    }

    @Test
    void pipesAndNamesThatAreNotUtf8AreRefused() throws Exception {
        Path checkout = Drawing.checkout(directory.resolve("kubespray"), "");
        Process made = new ProcessBuilder("sh", "-c", "mkfifo pipe && touch roles/$(printf 'l\\344tin')")
                .directory(checkout.toFile())
                .start();
        Assumptions.assumeTrue(made.waitFor() == 0, "skipped: this file system takes no pipes or such names");
        UserErrorException refused = assertThrows(UserErrorException.class, () -> read(checkout, GitFacts.NONE, ""));
        List<String> lines = String.valueOf(refused.getMessage()).lines().toList();
        assertEquals("  pipe: neither file, directory nor link, but a socket, pipe or device", lines.get(1));
        assertEquals("  roles: holds a name that is not UTF-8: 'l\ufffdtin'", lines.get(2));
    }

    @Test
    void gitsIndexDecidesOnModesAndTheFileSystemOnWhatGitDoesNotKnow() throws IOException {
        Path checkout = Drawing.checkout(directory, "run.sh\nplain.sh*\nnew.sh*");
        GitFacts git = index(Map.of(
                "run.sh", new IndexEntry(IndexEntry.Kind.EXECUTABLE, "0".repeat(40)),
                "plain.sh", new IndexEntry(IndexEntry.Kind.FILE, "0".repeat(40))));
        assertEquals(
                """
                0755 kubespray/
                0644 kubespray/cluster.yml
                0755 kubespray/new.sh
                0644 kubespray/plain.sh
                0755 kubespray/roles/
                0755 kubespray/roles/kubespray_defaults/
                0755 kubespray/run.sh""",
                CheckoutListing.of(read(checkout, git, "")));
    }

    @Test
    void aFileThatGitWroteInPlaceOfALinkIsTheLinkUnlessItWasChanged() throws IOException {
        Path checkout = Drawing.checkout(directory, "extra/roles = ../roles\nextra/other = ../others");
        IndexEntry link = new IndexEntry(IndexEntry.Kind.LINK, ID_OF_ROLES);
        assertEquals(
                """
                0755 kubespray/
                0644 kubespray/cluster.yml
                0755 kubespray/extra/
                0644 kubespray/extra/other
                kubespray/extra/roles -> ../roles
                0755 kubespray/roles/
                0755 kubespray/roles/kubespray_defaults/""",
                CheckoutListing.of(read(checkout, index(Map.of("extra/roles", link, "extra/other", link)), "")));
    }

    @Test
    void aFileThatChangesBetweenReadingAndWritingIsAnError() throws IOException {
        AppTree tree = tree("roles/x/main.yml = one");
        Files.writeString(directory.resolve("kubespray/roles/x/main.yml"), "two");
        IOException error =
                assertThrows(IOException.class, () -> tree.writeTo(new TarLayer(OutputStream.nullOutputStream())));
        assertEquals(
                "roles/x/main.yml changed while the image was built (build again): wanted"
                        + " sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed, got"
                        + " sha256:3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3",
                error.getMessage());
    }

    @Test
    void theDigestTellsContentsModesKindsAndTargetsApartAndNothingElse() throws IOException {
        String same = "a = 1\nb -> a\nc/";
        assertEquals(digest(same, "1"), digest(same, "2"));
        Set.of(
                        "a = 2\nb -> a\nc/",
                        "a* = 1\nb -> a\nc/",
                        "a = 1\nb -> c\nc/",
                        "a = 1\nb = a\nc/",
                        "a = 1\nb -> a\nc = ",
                        "d = 1\nb -> a\nc/")
                .forEach(other -> {
                    try {
                        assertNotEquals(
                                digest(same, "3" + other.hashCode()), digest(other, "4" + other.hashCode()), other);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private String digest(String drawing, String place) throws IOException {
        return read(Drawing.checkout(directory.resolve(place), drawing), GitFacts.NONE, "")
                .digest()
                .toString();
    }

    @Test
    void aFileThatWasNotTouchedIsNotReadAgainAndATouchedOneIs() throws IOException {
        Checkout checkout = new Checkout(Drawing.checkout(directory, "a = one\n.vault_pass = hunter2\nold = 1"));
        AppTree first = AppTree.read(
                checkout,
                GitFacts.NONE,
                IgnoreRules.NONE,
                Outputs.NONE,
                Checksums.NONE,
                new InputRecorder(Instant.EPOCH));
        Instant later = Instant.now().plusSeconds(60);
        Path file = directory.resolve("a");
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, before);
        AppTree unnoticed = AppTree.read(
                checkout,
                GitFacts.NONE,
                IgnoreRules.NONE,
                Outputs.NONE,
                Checksums.read(first.sums(later)),
                new InputRecorder(Instant.EPOCH));
        assertEquals(first.digest(), unnoticed.digest());
        assertEquals(first.warnings(), unnoticed.warnings());
        assertThrows(IOException.class, () -> unnoticed.writeTo(new TarLayer(OutputStream.nullOutputStream())));
        Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusNanos(5_000_000)));
        assertNotEquals(
                first.digest(),
                AppTree.read(
                                checkout,
                                GitFacts.NONE,
                                IgnoreRules.NONE,
                                Outputs.NONE,
                                Checksums.read(first.sums(later)),
                                new InputRecorder(Instant.EPOCH))
                        .digest());
    }

    @Test
    void nothingIsKeptOfAFileThatChangedJustBeforeItWasReadNorBelievedOfDamagedNotes() throws IOException {
        AppTree tree = tree("a = one");
        Instant changed =
                Files.getLastModifiedTime(directory.resolve("kubespray/a")).toInstant();
        String kept = new String(tree.sums(changed.plusMillis(1)), StandardCharsets.UTF_8);
        assertEquals("checkout-sums 2\n", kept);
        byte[] damaged = "checkout-sums 2\n3;1;x 00 - a\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                tree.digest(),
                read(directory.resolve("kubespray"), GitFacts.NONE, "").digest());
        assertEquals(
                tree.digest(),
                AppTree.read(
                                new Checkout(directory.resolve("kubespray")),
                                GitFacts.NONE,
                                IgnoreRules.NONE,
                                Outputs.NONE,
                                Checksums.read(damaged),
                                new InputRecorder(Instant.EPOCH))
                        .digest());
    }

    @Test
    void secretsThatWouldGoInAreNamed() throws IOException {
        AppTree tree = tree(
                """
                inventory/mine/artifacts/admin.conf = apiVersion: v1\\nkind: Config\\nusers:\\n- name: me\\n  user:\\n    client-key-data: LS0tLS1C\\n
                inventory/mine/id_ed25519 = -----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNz\\n
                inventory/mine/group_vars/all.yml = tls_key: |\\n  -----BEGIN RSA PRIVATE KEY-----\\n  MIIE\\n
                .vault_pass = hunter2\\n
                vault-pass.sh* = #!/bin/sh\\npass show kubespray\\n
                group_vars/vault_passwords.yml = $ANSIBLE_VAULT;1.1;AES256\\n6162\\n
                roles/x/templates/kubeconfig.j2 = kind: Config\\nusers:\\n- user:\\n    token: {{ token }}\\n
                windows/key.pem = -----BEGIN PRIVATE KEY-----\\r\\nMIIE\\r\\n
                windows/kube.conf = kind: Config\\r\\nusers:\\r\\n- user:\\r\\n    token: abc\\r\\n
                gpg/secret.asc = -----BEGIN PGP PRIVATE KEY BLOCK-----\\n\\nlQ\\n
                json/kube.json = {"kind": "Config", "users": [{"user": {"client-key-data": "LS0t"}}]}
                docs/keys.md = a key starts with -----BEGIN PRIVATE KEY----- they say\\n
                """);
        assertEquals(
                """
                .vault_pass looks like a vault password and will be in the image; a line in .dockerignore keeps it out
                gpg/secret.asc looks like a private key and will be in the image; a line in .dockerignore keeps it out
                inventory/mine/artifacts/admin.conf looks like a kubeconfig with credentials and will be in the image; a line in .dockerignore keeps it out
                inventory/mine/group_vars/all.yml looks like a private key and will be in the image; a line in .dockerignore keeps it out
                inventory/mine/id_ed25519 looks like a private key and will be in the image; a line in .dockerignore keeps it out
                json/kube.json looks like a kubeconfig with credentials and will be in the image; a line in .dockerignore keeps it out
                windows/key.pem looks like a private key and will be in the image; a line in .dockerignore keeps it out
                windows/kube.conf looks like a kubeconfig with credentials and will be in the image; a line in .dockerignore keeps it out""",
                String.join("\n", tree.warnings()));
    }

    @Test
    void anExceptionThatOnlyBuildKitWouldFollowIsNamed() throws IOException {
        Path checkout = Drawing.checkout(directory, "docs/a/keep.md\ntests/x.yml");
        assertEquals(
                List.of(
                        "'!**/keep.md' in .dockerignore brings nothing back from docs/a/, which is excluded as a whole: as"
                                + " with buildah and Docker's classic builder, and unlike BuildKit, only exceptions that name"
                                + " an excluded directory without wildcards do"),
                read(checkout, GitFacts.NONE, "docs\ntests\n!**/keep.md\n!*.yml\n!docs/*.md")
                        .warnings());
    }

    @Test
    void namesAreTheSameInALocaleThatCannotShowThem() throws Exception {
        Path checkout = Drawing.checkout(directory, "");
        Process made = new ProcessBuilder(
                        "sh", "-c", "touch 'gr\u00fc\u00df.yml' && mkdir '\u65e5\u672c' && ln -s '\u65e5\u672c/x' link")
                .directory(checkout.toFile())
                .start();
        Assumptions.assumeTrue(made.waitFor() == 0, "skipped: no shell to make such names with");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InAnotherLocale.class.getName(),
                checkout.toString());
        java.environment().put("LC_ALL", "C");
        Process run = java.redirectErrorStream(true).start();
        String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        run.waitFor(1, TimeUnit.MINUTES);
        assertEquals(
                """
                0755 kubespray/
                0644 kubespray/cluster.yml
                0644 kubespray/gr\u00fc\u00df.yml
                kubespray/link -> \u65e5\u672c/x
                0755 kubespray/roles/
                0755 kubespray/roles/kubespray_defaults/
                0755 kubespray/\u65e5\u672c/""",
                printed);
    }

    /** Prints the listing of a checkout, in UTF-8. */
    static final class InAnotherLocale {
        public static void main(String[] arguments) throws IOException {
            String listing = CheckoutListing.of(read(Path.of(arguments[0]), GitFacts.NONE, ""));
            System.out.writeBytes(listing.getBytes(StandardCharsets.UTF_8));
        }
    }
}
