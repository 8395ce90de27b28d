package io.github.kubespraymaven.debian.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.Oracles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianVersionTest {
    /** Every entry is smaller than every later one. */
    private static final List<String> ASCENDING = List.of(
            "0~~",
            "0~",
            "0",
            "0-1~",
            "0.9",
            "1.0~rc1",
            "1.0~rc1+b1",
            "1.0",
            "1.0-1~bpo12+1",
            "1.0-1",
            "1.0-1+b2",
            "1.0-1.1",
            "1.0a-1",
            "1.0+dfsg-1",
            "1.0.0-1",
            "1.2",
            "1.10",
            "1.99999999999999999999",
            "1.100000000000000000000",
            "20240101",
            "1:0~",
            "1:0.1",
            "2:0");

    @Test
    void everyPairOfAnAscendingListComparesByPosition() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                assertEquals(
                        Integer.signum(Integer.compare(i, j)),
                        order(ASCENDING.get(i), ASCENDING.get(j)),
                        ASCENDING.get(i) + " and " + ASCENDING.get(j));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0,0:1.0", "1.0,1.0-0", "1.0,1.00", "1.01,1.1", "0:0,0-0", "1a0,1a"})
    void spellingsOfOneVersionAreEqualInOrder(String left, String right) {
        assertEquals(0, order(left, right));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            :1       | ':1' is not a Debian version: the epoch before the colon is empty
            a:1      | 'a:1' is not a Debian version: the epoch is not a number
            2147483648:1 | '2147483648:1' is not a Debian version: the epoch is larger than 2147483647
            1:       | '1:' is not a Debian version: the upstream version is empty
            -1       | '-1' is not a Debian version: the upstream version is empty
            1-       | '1-' is not a Debian version: the revision after the last hyphen is empty
            1 2      | '1 2' is not a Debian version: U+0020 may not stand in it
            1/2      | '1/2' is not a Debian version: U+002F may not stand in it
            1-2:3    | '1-2:3' is not a Debian version: the epoch is not a number
            """)
    void whatDpkgRefusesIsRefusedWithAReason(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> DebianVersion.parse(text))
                        .getMessage());
    }

    @Test
    void theOrderIsDpkgsOwn() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> pairs = Files.readAllLines(Oracles.find("debian/versions.tsv"));
        for (String line : pairs) {
            String[] pair = line.split("\t");
            String got = List.of("<", "=", ">").get(order(pair[0], pair[2]) + 1);
            if (!got.equals(pair[1])) {
                wrong.add(line + " (got " + got + ")");
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(4000, pairs.size());
    }

    private static int order(String left, String right) {
        return Integer.signum(DebianVersion.parse(left).compareTo(DebianVersion.parse(right)));
    }
}
