package io.github.kubespraymaven.builder.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonRequirementsTest {
    private Path checkout = Path.of("");

    @BeforeEach
    void emptyCheckout(@TempDir Path directory) {
        checkout = directory;
    }

    @Test
    void commentsBlanksAndSpellingDoNotCount() throws IOException {
        write(
                "requirements.txt",
                "ansible==11.13.0\n# Needed for community.crypto\ncryptography == 46.0.7  # pinned\n\n");
        List<String> commented = read().lines();
        write("requirements.txt", "ansible==11.13.0\ncryptography==46.0.7\n");

        assertEquals(List.of("ansible==11.13.0", "cryptography==46.0.7"), commented);
        assertEquals(commented, read().lines());
    }

    @Test
    void hashesConstraintsAndOptionsCount() throws IOException {
        write("requirements.txt", "-c pins.txt\n--pre\nnetaddr --hash=sha256:%s\n".formatted("b".repeat(64)));
        write("pins.txt", "netaddr<2\n");

        assertEquals(List.of("constraint netaddr<2", "netaddr --hash=sha256:" + "b".repeat(64)), read().lines());
        assertEquals(1, read().options().size());
    }

    @Test
    void aLinkToAnotherFileIsFollowed() throws IOException {
        write("requirements-2.12.txt", "ansible==5.7.1\n");
        Files.createSymbolicLink(checkout.resolve("requirements.txt"), Path.of("requirements-2.12.txt"));

        assertEquals(List.of("ansible==5.7.1"), read().lines());
    }

    @Test
    void aMissingFileIsNamedWithTheWayOut() {
        UserErrorException e = assertThrows(UserErrorException.class, this::read);

        assertEquals(
                "There is no requirements.txt in " + checkout
                        + ". Say which file holds the Python requirements with -Dkubespray.requirements.",
                e.getMessage());
    }

    @Test
    void everySyntaxErrorIsNamedWithFileLineAndColumn() throws IOException {
        write("requirements.txt", "ansible==11.13.0\nnetaddr=>1\njmespath\n--no-such-option\n");

        UserErrorException e = assertThrows(UserErrorException.class, this::read);

        List<String> places = String.valueOf(e.getMessage())
                .lines()
                .map(line -> line.replaceAll(" .*", ""))
                .toList();
        assertEquals(List.of("requirements.txt:2:8:", "requirements.txt:4:1:"), places);
    }

    private PythonRequirements read() throws IOException {
        return PythonRequirements.read(checkout, "requirements.txt", Map.of(), new InputRecorder(Instant.EPOCH));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(checkout.resolve(name), text);
    }
}
