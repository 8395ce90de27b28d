package io.github.kubespraymaven.python.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSearchTest {
    private static final Path DIRECTORY = Path.of("/checkout");

    private static String found(String parameter, String requirements, Map<String, String> environment, String config)
            throws IOException {
        RequirementsFile file = RequirementsFile.read("requirements.txt", name -> Optional.of(requirements), Map.of());
        PackageSources sources = new SourceSearch(
                        Optional.of(parameter), environment, PipConfiguration.read(List.of(config)), DIRECTORY)
                .find(file, List.of(() -> Optional.empty(), () -> Optional.of("https://default.test/simple")));
        return sources.indexes() + " " + sources.findLinks();
    }

    @Test
    void theFirstThatNamesAnIndexIsMeant() throws IOException {
        Map<String, String> environment = new HashMap<>(
                Map.of("PIP_INDEX_URL", "https://pip.test/simple", "UV_DEFAULT_INDEX", "name=https://uv.test/simple"));
        String config = "[global]\nindex-url = https://config.test/simple\n";
        String requirements = "--index-url https://file.test/simple\n";
        assertEquals(
                "[https://parameter.test/simple] []",
                found("https://parameter.test/simple", requirements, environment, config));
        assertEquals("[https://file.test/simple] []", found("", requirements, environment, config));
        assertEquals("[https://pip.test/simple] []", found("", "", environment, config));
        environment.remove("PIP_INDEX_URL");
        assertEquals("[https://uv.test/simple] []", found("", "", environment, config));
        environment.clear();
        assertEquals("[https://config.test/simple] []", found("", "", environment, config));
        assertEquals("[https://default.test/simple] []", found("", "", environment, ""));
    }

    @Test
    void extraIndexesAndLinksOfAllPlacesAreAdded() throws IOException {
        assertEquals(
                "[https://default.test/simple, https://a.test/simple, https://b.test/simple, https://c.test/simple]"
                        + " [file:///checkout/wheels, https://links.test/, file:///no-such/wheels]",
                found(
                        "",
                        "--extra-index-url https://a.test/simple\n--find-links wheels\n-f https://links.test/\n",
                        Map.of("PIP_FIND_LINKS", "/no-such/wheels", "UV_INDEX", "https://c.test/simple"),
                        "[global]\nextra-index-url =\n    https://b.test/simple\n"));
    }

    @Test
    void allThatNamesIndexesBesideTheRequirementsIsToldApart() {
        Set<String> named = new HashSet<>();
        named.add(named("", Map.of(), ""));
        named.add(named("https://a.test/simple", Map.of(), ""));
        named.add(named("", Map.of("PIP_INDEX_URL", "https://a.test/simple"), ""));
        named.add(named("", Map.of("PIP_EXTRA_INDEX_URL", "https://a.test/simple"), ""));
        named.add(named("", Map.of("UV_DEFAULT_INDEX", "https://a.test/simple"), ""));
        named.add(named("", Map.of("UV_FIND_LINKS", "/wheels"), ""));
        named.add(named("", Map.of(), "[global]\nindex-url = https://a.test/simple\n"));
        named.add(named("", Map.of(), "[global]\nextra-index-url = https://a.test/simple\n"));

        assertEquals(8, named.size());
        assertEquals(named("", Map.of(), ""), named("", Map.of("HOME", "/root"), "[global]\ntimeout = 60\n"));
    }

    private static String named(String parameter, Map<String, String> environment, String config) {
        return new SourceSearch(Optional.of(parameter), environment, PipConfiguration.read(List.of(config)), DIRECTORY)
                .named();
    }

    @Test
    void noIndexLeavesTheLinks() throws IOException {
        assertEquals("[] [file:///no-such/wheels]", found("", "--no-index\n-f /no-such/wheels\n", Map.of(), ""));
        assertEquals("[] []", found("", "", Map.of("PIP_NO_INDEX", "1"), ""));
    }

    @Test
    void whereNothingNamesAnIndexTheErrorSaysHowTo() {
        SourceSearch search = new SourceSearch(Optional.empty(), Map.of(), PipConfiguration.read(List.of()), DIRECTORY);
        assertEquals(
                "no Python index is named anywhere: not by pythonIndex, --index-url in the requirements, PIP_INDEX_URL,"
                        + " UV_DEFAULT_INDEX, pip's configuration or a pip of this machine; give its address with"
                        + " -Dkubespray.pythonIndex=https://HOST/simple",
                assertThrows(
                                PythonException.class,
                                () -> search.find(new RequirementsFile(List.of(), List.of()), List.of()))
                        .getMessage());
    }

    @Test
    void whatIsNoAddressIsRefusedWithoutItsPassword() {
        assertEquals(
                "the address of a Python index must start with https://, http:// or file://: ftp://…@index.test/simple",
                assertThrows(PythonException.class, () -> found("ftp://me:secret@index.test/simple", "", Map.of(), ""))
                        .getMessage());
    }

    @Test
    void laterConfigurationsAndTheInstallSectionWin() {
        PipConfiguration configuration = PipConfiguration.read(List.of(
                "[install]\nno_index: false\n[global]\nindex-url=https://one.test\ncert = /a.pem\n[list]\nformat = x\n",
                "; comment\n[global]\nindex-url = https://two.test\n[install]\nindex-url = https://three.test\n"));
        assertEquals(
                Map.of("index-url", "https://three.test", "cert", "/a.pem", "no-index", "false"),
                configuration.values());
    }

    @Test
    void configurationIsWherePipLooks() {
        assertEquals(
                List.of(
                        "/etc/xdg/pip/pip.conf",
                        "/etc/pip.conf",
                        "/home/me/.pip/pip.conf",
                        "/home/me/.config/pip/pip.conf",
                        "/venv/pip.conf",
                        "/my/pip.conf"),
                PipConfiguration.locations(
                        Map.of("VIRTUAL_ENV", "/venv", "PIP_CONFIG_FILE", "/my/pip.conf"), "Linux", "/home/me"));
        assertEquals(
                List.of(), PipConfiguration.locations(Map.of("PIP_CONFIG_FILE", "/dev/null"), "Linux", "/home/me"));
    }

    @Test
    void aPipTellsItsDefault() {
        assertEquals(
                Optional.of("https://default.test/simple"),
                PipDefault.fromHelp("  -i, --index-url <url>       Base URL of the Python Package Index (default\n"
                        + "                              https://default.test/simple). This should point to"));
        assertEquals(
                Optional.of("https://default.test/simple"),
                PipDefault.fromSource(
                        "TestPyPI = 1\nPyPI = PackageIndex(\n    \"https://default.test/\", file_storage"));
        assertEquals(Optional.empty(), PipDefault.fromHelp("no such option"));
    }

    @Test
    void theAuthoritiesThatPipTrustsAreFoundWhereItLooksForThem(@TempDir Path directory) throws IOException {
        Path own = Files.createFile(directory.resolve("own.pem"));
        Path shared = Files.createFile(directory.resolve("shared.pem"));
        String configuration = "[global]\ncert = " + shared + "\n";
        assertEquals(
                Optional.of(own),
                search(Map.of("PIP_CERT", "own.pem"), configuration, directory).certificates());
        assertEquals(
                Optional.of(shared), search(Map.of(), configuration, directory).certificates());
        assertEquals(Optional.empty(), search(Map.of(), "", directory).certificates());
    }

    @Test
    void authoritiesThatAreNotThereAreNamedByWhoNamesThem(@TempDir Path directory) {
        assertEquals(
                "PIP_CERT names " + directory.resolve("no.pem")
                        + ", which is no file; name a PEM file of authorities, or take it away",
                assertThrows(UserErrorException.class, () -> search(Map.of("PIP_CERT", "no.pem"), "", directory)
                                .certificates())
                        .getMessage());
        assertEquals(
                "'cert' in pip's configuration names " + directory
                        + ", which is no file; name a PEM file of authorities, or take it away",
                assertThrows(UserErrorException.class, () -> search(Map.of(), "[install]\ncert=" + directory, directory)
                                .certificates())
                        .getMessage());
    }

    @Test
    void aClientsCertificateIsNotPassedOverInSilence() throws IOException {
        String configuration = "[global]\nclient-cert = /c.pem\n";
        for (String name : List.of("PIP_CLIENT_CERT", "'client-cert' in pip's configuration")) {
            Map<String, String> environment = name.startsWith("PIP") ? Map.of(name, "/c.pem") : Map.of();
            assertEquals(
                    name + " names a client's certificate, which is not followed; put it and its key into"
                            + " certs.d/HOST:PORT of the index, as client.cert and client.key, and set PIP_CLIENT_CERT to"
                            + " nothing for this build",
                    assertThrows(
                                    UserErrorException.class,
                                    () -> found("https://a.test/simple", "", environment, configuration))
                            .getMessage());
        }
        assertEquals(
                "[https://a.test/simple] []",
                found("https://a.test/simple", "", Map.of("PIP_CLIENT_CERT", ""), configuration));
    }

    @Test
    void anAddressThatCannotBeReadIsNamedWithoutItsSecrets() {
        for (String address : List.of(
                "https://user:ge heim@a.test/simple",
                "https://user:geh/eim@a.test/sim ple",
                "ftp://user:geheim@a.test/",
                "user:geheim@a.test/simple",
                "https://a.test/simple ?token=geheim")) {
            Throwable failure = assertThrows(IOException.class, () -> found(address, "", Map.of(), ""));
            for (Throwable one = failure; one != null; one = one.getCause()) {
                String text = one.toString();
                assertFalse(text.contains("heim") || text.contains("geh/eim"), text);
            }
        }
    }

    private static SourceSearch search(Map<String, String> environment, String configuration, Path directory) {
        return new SourceSearch(
                Optional.empty(), environment, PipConfiguration.read(List.of(configuration)), directory);
    }
}
