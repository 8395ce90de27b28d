package io.github.kubespraymaven.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesMirrorAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:ge heim@files.example/",
                "https://user:geheim@fi les.example",
                "https://user:geheim@under_score/",
                "ftp://user:geheim@files.example/"
            })
    void anAddressThatCannotBeReadIsNamedWithoutItsLogin(String address) {
        Throwable failure =
                assertThrows(UserErrorException.class, () -> FilesMirror.parse(List.of(address), Path.of("/")));
        for (Throwable one = failure; one != null; one = one.getCause()) {
            assertFalse(one.toString().contains("heim@"), one.toString());
        }
    }

    @Test
    void whatIsWrongWithItIsSaid() {
        assertEquals(
                "filesMirror: 'https://…@fi les.example/' is no address: Illegal character in authority.",
                assertThrows(
                                UserErrorException.class,
                                () -> FilesMirror.parse(List.of("https://user:geheim@fi les.example"), Path.of("/")))
                        .getMessage());
    }
}
