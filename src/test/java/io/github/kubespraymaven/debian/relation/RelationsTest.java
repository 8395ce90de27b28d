package io.github.kubespraymaven.debian.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationsTest {
    @Test
    void groupsAlternativesConstraintsAndQualifiersAreRead() {
        assertEquals(
                "[[libc6 (>= 2.34)], [debconf (>= 0.5), debconf-2.0], [python3:any (>> 3.9~)], [perl:any], [gcc:amd64]]",
                Relations.parse(
                                "libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0,python3:any(>>3.9~),\n perl:any , gcc:amd64")
                        .toString());
    }

    @Test
    void emptyGroupsAreReadOver() {
        assertEquals("[[a], [b]]", Relations.parse(" a, ,, b,").toString());
        assertEquals("[]", Relations.parse("").toString());
    }

    @ParameterizedTest
    @CsvSource({"<,<=", "<=,<=", ">,>=", "<<,<<", ">>,>>", "=,="})
    void theOldSingleSignsMeanOrEqual(String written, String meant) {
        assertEquals(
                "[[a (" + meant + " 1)]]",
                Relations.parse("a (" + written + " 1)").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            textBlock =
                    """
            a b      @ column 3: a comma or a bar is wanted, got 'b' in 'a b'
            a |      @ column 4: a package name is wanted, got the end in 'a |'
            a (1)    @ column 4: one of << <= = >= >> is wanted, got '1)' in 'a (1)'
            a (= 1   @ column 6: a closing parenthesis is wanted, got '1' in 'a (= 1'
            a [amd64]@ column 3: a comma or a bar is wanted, got '[amd64]' in 'a [amd64]'
            a:       @ column 3: an architecture after the colon is wanted, got the end in 'a:'
            a (= )   @ '' is not a Debian version: the upstream version is empty
            """)
    void malformedTextIsRefusedWithItsColumn(String text, String message) {
        String got = assertThrows(IllegalArgumentException.class, () -> Relations.parse(text))
                .getMessage();
        assertEquals(message, got);
    }
}
