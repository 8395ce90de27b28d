package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What users get wrong, and the one line that they read. */
class BadInputTest {
    private static final String ALL = "inventory/group_vars/all.yml";

    private static String error(SourceTree tree, String extraVars) {
        ManifestException e = assertThrows(
                ManifestException.class,
                () -> Manifests.make(Checkouts.request(
                        tree, extraVars.isEmpty() ? Optional.empty() : Optional.of(extraVars), Mode.COMPLETE)));
        return String.valueOf(e.getMessage());
    }

    private static String inGroupVars(String text) {
        return error(Checkouts.with(ALL, text), "");
    }

    @Test
    void anUnknownKubeVersionNamesTheNearest() {
        assertEquals(
                "kube_version is 1.36.0, which this kubespray does not know for linux/amd64; the nearest it knows are 1.34.1, 1.35.4",
                error(Checkouts.with(), "kube_version=1.36.0"));
    }

    @Test
    void anUnknownFilterInAVariableThatCounts() {
        assertEquals(
                ALL + ":2:18: no filter named 'uper'; did you mean 'upper'?, in {{ 'x' | uper }} "
                        + "(needed by downloads.calico_node.repo -> quay_image_repo)",
                inGroupVars("---\nquay_image_repo: \"{{ 'x' | uper }}\"\n"));
    }

    @Test
    void anUnknownVariable() {
        assertEquals(
                ALL
                        + ":1:18: 'mirror' is undefined, in {{ mirror }}/quay (needed by downloads.calico_node.repo -> quay_image_repo)",
                inGroupVars("quay_image_repo: \"{{ mirror }}/quay\"\n"));
    }

    @Test
    void aFactOfARunningHostInAUrl() {
        assertEquals(
                ALL
                        + ":1:18: 'ansible_env' is undefined, in {{ ansible_env.M }}/quay (needed by downloads.calico_node.repo ->"
                        + " quay_image_repo); only a running host tells; give it with extraVars",
                inGroupVars("quay_image_repo: \"{{ ansible_env.M }}/quay\"\n"));
    }

    @Test
    void aVariableThatNeedsItself() {
        assertEquals(
                ALL + ":2:4: the variable 'quay_image_repo' needs itself: quay_image_repo -> a -> quay_image_repo,"
                        + " in {{ quay_image_repo }} (needed by downloads.calico_node.repo -> quay_image_repo -> a)",
                inGroupVars("quay_image_repo: \"{{ a }}\"\na: \"{{ quay_image_repo }}\"\n"));
    }

    @Test
    void anUnknownTest() {
        assertEquals(
                ALL + ":1:18: no test named 'od'; did you mean 'odd'?, in {{ 'x' if 1 is od else 'y' }} (needed by"
                        + " downloads.calico_node.repo -> quay_image_repo)",
                inGroupVars("quay_image_repo: \"{{ 'x' if 1 is od else 'y' }}\"\n"));
    }

    @Test
    void anUnknownLookup() {
        assertEquals(
                ALL
                        + ":1:18: the lookup 'file' is refused: only 'vars' and 'env' are read here, nothing else of the machine;"
                        + " set the variable to its value with extraVars, in {{ lookup('file', '/etc/passwd') }} (needed by"
                        + " downloads.calico_node.repo -> quay_image_repo)",
                inGroupVars("quay_image_repo: \"{{ lookup('file', '/etc/passwd') }}\"\n"));
    }

    @Test
    void brokenYaml() {
        assertEquals(
                ALL + ":2:2: broken YAML: expected ',' or ']', but got : while parsing a flow sequence",
                inGroupVars("a: [1, 2\nb: 3\n"));
    }

    @Test
    void aKeyThatIsThereTwice() {
        assertEquals(
                ALL + ":3:1: the key 'a' is there twice; Ansible would silently take the last",
                inGroupVars("a: 1\nb: 2\na: 3\n"));
    }

    @Test
    void anUnknownTag() {
        assertEquals(
                ALL + ":1:4: the tag !python/object is not known; variables are plain YAML, !unsafe and !vault aside",
                inGroupVars("a: !python/object x\n"));
    }

    @Test
    void aVaultedFileAndAVaultedValueOfferAWayOut() {
        assertEquals(
                ALL
                        + ":1:1: the file is encrypted by ansible-vault, and no vault password is asked for here; give the variables that "
                        + "the lists need with extraVars, or a decrypted inventory",
                inGroupVars("$ANSIBLE_VAULT;1.1;AES256\n6162\n"));
        assertEquals(
                ALL
                        + ":1:9: the value is encrypted by ansible-vault, and no vault password is asked for here; give the variable with "
                        + "extraVars if the lists need it",
                inGroupVars("secret: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n"));
    }

    @Test
    void aliasesThatMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }
        String message = inGroupVars(bomb.toString());
        assertEquals(
                ALL
                        + ":8:5: a value of about 45777772 characters, the most is 33554432; is something repeated without end?; "
                        + "do aliases multiply here?",
                message.replaceFirst(":\\d+:\\d+: a value of about \\d+", ":8:5: a value of about 45777772"));
    }

    @Test
    void aDocumentOfAHundredMegabytesIsNotParsed() {
        assertEquals(
                ALL + ": 104857600 bytes of YAML, the most is 8388608; is this a file of variables?",
                inGroupVars("#".repeat(100 << 20)));
    }

    @Test
    void aGroupThatDoesNotExist() {
        assertEquals(
                "inventory/hosts.ini:2:1: the group 'masters' does not exist; there is no section [masters]",
                error(Checkouts.with("inventory/hosts.ini", "[k8s_cluster:children]\nmasters\n"), ""));
        assertEquals(
                "the inventory has no host in the group kube_control_plane; kubespray needs the groups kube_control_plane, etcd and "
                        + "kube_node",
                error(Checkouts.with("inventory/hosts.ini", "a\nb\n"), ""));
    }

    @Test
    void aTemplateThatWouldRunForEver() {
        String message = inGroupVars(
                "quay_image_repo: \"{% for i in range(999999) %}{% for j in range(999999) %}{% endfor %}{% endfor %}\"");
        assertEquals(
                ALL + ":1:18: the evaluation takes more than 5000000 steps; does a template loop over too much?",
                message.substring(0, message.indexOf(", in ")));
    }

    @Test
    void extraVariablesOfNoKnownForm() {
        assertEquals(
                "extraVars: expected name=value, YAML or JSON in braces, or @file, got 'oops'",
                error(Checkouts.with(), "oops"));
        assertEquals("extraVars: there is no file none.yml", error(Checkouts.with(), "@none.yml"));
    }

    @Test
    void aDisabledEntryThatCannotBeEvaluatedIsAWarning() throws Exception {
        ManifestResult result = Manifests.make(Checkouts.request(
                Checkouts.with(ALL, "helm_download_url: \"{{ nowhere }}\"\n"), Optional.empty(), Mode.COMPLETE));
        assertEquals(
                java.util.List.of(
                        ALL + ":1:20: 'nowhere' is undefined, in {{ nowhere }} (needed by downloads.helm.url -> "
                                + "helm_download_url); the entry is disabled, but Ansible evaluates all entries, so the deployment's download "
                                + "task will fail on this"),
                result.warnings());
    }
}
