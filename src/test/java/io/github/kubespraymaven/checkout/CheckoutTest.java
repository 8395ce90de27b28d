package io.github.kubespraymaven.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    private static final GitFacts TAGGED = new GitFacts(
            Optional.of("v2.31.0-acme.3"),
            Optional.of(new GitFacts.Commit("a".repeat(40), Instant.ofEpochSecond(1))),
            Map.of(),
            Optional.empty());

    private final Path directory;

    CheckoutTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private String refusal(Path place) {
        return String.valueOf(assertThrows(UserErrorException.class, () -> Checkout.open(place))
                .getMessage());
    }

    @Test
    void bothNamesOfTheDefaultsRoleMakeACheckout() throws IOException {
        Path older = Drawing.make(directory.resolve("older"), "cluster.yml\nroles/kubespray-defaults/tasks/main.yml");
        Path newer = Drawing.checkout(directory.resolve("newer"), "");
        assertEquals(older, Checkout.open(older).directory());
        assertEquals(newer, Checkout.open(newer).directory());
    }

    @Test
    void aDirectoryThatIsNoCheckoutIsRefusedWithWhatIsMissing() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path project = Drawing.make(directory.resolve("project"), "cluster.yml\nroles/web/tasks/main.yml");
        assertEquals(
                empty + " is no kubespray checkout: it has no cluster.yml and no roles/kubespray_defaults (nor"
                        + " roles/kubespray-defaults); point -Dkubespray.directory at one",
                refusal(empty));
        assertEquals(
                project + " is no kubespray checkout: it has no roles/kubespray_defaults (nor"
                        + " roles/kubespray-defaults); point -Dkubespray.directory at one",
                refusal(project));
        assertEquals(
                directory.resolve("gone") + " is no directory; point -Dkubespray.directory at a kubespray checkout",
                refusal(directory.resolve("gone")));
    }

    @Test
    void aCheckoutOneStepAwayIsSuggested() throws IOException {
        Path checkout = Drawing.checkout(directory.resolve("sub/kubespray"), "roles/x/tasks/");
        String suggestion = "such as " + checkout;
        assertEquals(suggestion, afterSemicolon(refusal(directory.resolve("sub"))));
        assertEquals(suggestion, afterSemicolon(refusal(checkout.resolve("roles/x"))));
    }

    private static String afterSemicolon(String message) {
        return message.substring(message.indexOf("such as"));
    }

    @Test
    void theVersionIsTheOneGivenElseGitsElseGalaxys() throws IOException {
        Checkout checkout = new Checkout(Drawing.checkout(directory, "galaxy.yml = version: 2.30.0\\n"));
        assertEquals(
                "v9.9", checkout.facts(TAGGED, Optional.of("9.9")).version().value());
        assertEquals(
                "v2.31.0-acme.3",
                checkout.facts(TAGGED, Optional.empty()).version().value());
        assertEquals(
                "v2.30.0",
                checkout.facts(GitFacts.NONE, Optional.empty()).version().value());
    }

    @Test
    void withoutAnyVersionTheErrorSaysWhereItWasLookedFor() throws IOException {
        Checkout checkout = new Checkout(Drawing.checkout(directory, ""));
        assertEquals(
                "no version of " + directory + " can be found: it has no git tag that starts with a version, and no"
                        + " galaxy.yml with one; give it with -Dkubespray.version=v2.31.0, say",
                assertThrows(UserErrorException.class, () -> checkout.facts(GitFacts.NONE, Optional.empty()))
                        .getMessage());
    }

    @Test
    void aGivenVersionThatIsNoneIsRefused() throws IOException {
        Checkout checkout = new Checkout(Drawing.checkout(directory, ""));
        assertEquals(
                "-Dkubespray.version gives 'latest' as kubespray's version, where one as v2.31.0 or 2.31.0-acme.1 is"
                        + " wanted (at most 80 characters); give another with -Dkubespray.version",
                assertThrows(UserErrorException.class, () -> checkout.facts(TAGGED, Optional.of("latest")))
                        .getMessage());
    }

    @Test
    void whatNoTagCanHoldIsReplacedInTags() {
        assertEquals("v2.31.0_acme.1_x", new KubesprayVersion("v2.31.0+acme.1/x").inTag());
    }

    @Test
    void galaxyYmlIsReadWithQuotesCommentsAndWithoutThem() throws IOException {
        assertEquals("v2.31.0 https://a.example/k", galaxy("version: 2.31.0\\nrepository: https://a.example/k\\n"));
        assertEquals(
                "v2.31.0 https://a.example/k#x",
                galaxy("version: \"2.31.0\" # next\\nrepository: 'https://a.example/k#x'\\n"));
        assertEquals("v2.31.0 none", galaxy("version: >-\\n  2.31.0\\n"));
        assertEquals("v2.31.0 none", galaxy("{version: 2.31.0, repository: null}\\n"));
    }

    private String galaxy(String text) throws IOException {
        CheckoutFacts facts = new Checkout(Drawing.checkout(directory, "galaxy.yml = " + text))
                .facts(GitFacts.NONE, Optional.empty());
        return facts.version() + " " + facts.source().orElse("none");
    }

    @Test
    void aGalaxyYmlThatIsNoYamlIsNamedWithLineAndColumn() throws IOException {
        Checkout checkout = new Checkout(Drawing.checkout(directory, "galaxy.yml = name: x\\nversion: [2.31.0\\n"));
        assertEquals(
                directory.resolve("galaxy.yml")
                        + ":3:1: not YAML: expected ',' or ']', but got <stream end>; mend it, or" + " restore it",
                assertThrows(UserErrorException.class, () -> checkout.facts(GitFacts.NONE, Optional.empty()))
                        .getMessage());
    }
}
