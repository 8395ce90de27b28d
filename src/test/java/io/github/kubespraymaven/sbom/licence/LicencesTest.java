package io.github.kubespraymaven.sbom.licence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicencesTest {
    private static final LicenceNames NAMES = LicenceNames.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GPL-2+                                   | GPL-2.0-or-later
            GPL-2                                    | GPL-2.0-only
            LGPL-2.1+                                | LGPL-2.1-or-later
            GPLv3+                                   | GPL-3.0-or-later
            Expat                                    | MIT
            BSD-3-clause                             | BSD-3-Clause
            GFDL-NIV-1.3+                            | GFDL-1.3-no-invariants-or-later
            GPL-1+ or Artistic                       | Artistic-1.0-Perl OR GPL-1.0-or-later
            GPL-1+ or Artistic-2.0 and Expat         | (Artistic-2.0 AND MIT) OR GPL-1.0-or-later
            GPL-1+ or Artistic-2.0, and Expat        | (Artistic-2.0 OR GPL-1.0-or-later) AND MIT
            Expat and Expat                          | MIT
            GPL-3+ with Autoconf exception           | GPL-3.0-or-later WITH Autoconf-exception-3.0
            GPL-2+ with Autoconf exception           | GPL-2.0-or-later WITH Autoconf-exception-2.0
            GPL-2+ with Libtool exception            | GPL-2.0-or-later WITH Libtool-exception
            Apache-2.0 with LLVM exception           | Apache-2.0 WITH LLVM-exception
            GPL-2+ with OpenSSL exception            | LicenseRef-GPL-2-with-OpenSSL-exception
            public-domain                            | LicenseRef-public-domain
            GPL                                      | LicenseRef-GPL
            BSD-style (see below)                    | LicenseRef-BSD-style-see-below
            """)
    void debianSynopses(String synopsis, String expression) {
        assertEquals(expression, new DebianSynopsis(NAMES).licence(synopsis).expression());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            mit OR apache-2.0 | -                 | -                                              | MIT OR Apache-2.0
            (MIT AND ISC)     | BSD               | -                                              | (MIT AND ISC)
            -                 | Apache 2.0        | -                                              | Apache-2.0
            -                 | BSD-3-Clause      | License :: OSI Approved :: BSD License         | BSD-3-Clause
            -                 | MIT OR ISC        | -                                              | MIT OR ISC
            -                 | BSD               | -                                              | LicenseRef-BSD
            -                 | BSD               | License :: OSI Approved :: MIT License         | MIT
            -                 | UNKNOWN           | License :: OSI Approved :: BSD License         | LicenseRef-BSD-License
            no such           | -                 | Programming Language :: Python                 | -
            -                 | -                 | License :: OSI Approved                        | -
            """)
    void pythonMetadata(String expression, String field, String classifier, String wanted) {
        assertEquals(
                Optional.ofNullable(wanted),
                new PythonLicence(NAMES)
                        .of(
                                Optional.ofNullable(expression),
                                Optional.ofNullable(field),
                                Optional.ofNullable(classifier).stream().toList())
                        .map(Licence::expression));
    }

    @Test
    void aWholeTextInTheLicenceFieldIsNoName() {
        String text = "Copyright (c) 2020\nPermission is hereby granted";
        assertEquals(Optional.empty(), new PythonLicence(NAMES).of(Optional.empty(), Optional.of(text), List.of()));
    }

    @Test
    void whatHoldsTogetherIsWrittenOnceAndSorted() {
        List<Licence> all = List.of(
                new Licence("MIT AND ISC"),
                new Licence("GPL-2.0-only OR MIT"),
                new Licence("ISC"),
                new Licence("Zlib"));
        assertEquals(
                "(GPL-2.0-only OR MIT) AND ISC AND MIT AND Zlib",
                Licence.all(all).expression());
        assertEquals(
                "BSD-3-Clause AND (GPL-2.0-only OR MIT) AND ISC",
                Licence.all(List.of(new Licence("(GPL-2.0-only OR MIT) AND ISC"), new Licence("BSD-3-Clause")))
                        .expression());
    }

    @Test
    void everyNameOfTheListIsOneOfSpdx() throws Exception {
        Set<String> known = new HashSet<>();
        for (JsonNode id : new ObjectMapper()
                .readTree(LicencesTest.class.getResourceAsStream("/spdx.schema.json"))
                .get("enum")) {
            known.add(id.asText());
        }
        Set<String> unknown = new HashSet<>(NAMES.listed());
        assertTrue(unknown.size() > 650, "names: " + unknown.size());
        unknown.removeAll(known);
        assertEquals(Set.of(), unknown);
    }
}
