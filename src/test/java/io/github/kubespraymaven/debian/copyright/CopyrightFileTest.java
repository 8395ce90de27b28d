package io.github.kubespraymaven.debian.copyright;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyrightFileTest {
    @Test
    void theLicencesOfFilesCountAndThoseThatExplainThemDoNot() {
        assertEquals(
                Optional.of(new CopyrightFile(List.of("Expat", "GPL-1+ or Artistic", "GPL-2+"))),
                CopyrightFile.read(
                        """
                        Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
                        Upstream-Name: sample

                        Files: *
                        Copyright: 2020 Somebody
                        License: GPL-2+
                         This program is free software
                         .
                         License: is no field in a continuation

                        Files: debian/*
                        Copyright: 2021 Somebody else
                        License: GPL-1+ or Artistic

                        Files: doc/*
                        License: Expat

                        License: BSD-3-clause
                         Redistribution and use
                        """));
    }

    @Test
    void anOldAddressOfTheFormatIsKnown() {
        assertEquals(
                Optional.of(new CopyrightFile(List.of("ISC"))),
                CopyrightFile.read("Format: http://dep.debian.net/deps/dep5/\n\nFiles: *\nLicense: ISC\n"));
    }

    @Test
    void aTextForPeopleSaysNothingToMachines() {
        assertEquals(
                Optional.empty(),
                CopyrightFile.read("This package was debianized by Somebody.\n\nLicense: see GPL\n\nFiles: all\n"));
        assertEquals(Optional.empty(), CopyrightFile.read(""));
    }
}
