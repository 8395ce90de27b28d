package io.github.kubespraymaven.debian.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.debian.DebianException.UnmetDependenciesException;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosuresTest {
    private static final Digest OFFER = Digest.of("the lists");

    @TempDir
    Path directory;

    private int read;

    @Test
    void aKnownClosureIsTheSameAndReadsNoList() throws Exception {
        List<ChosenPackage> first = closures().get(OFFER, List.of("jq"), this::lists);
        List<ChosenPackage> again = closures().get(OFFER, List.of("jq"), this::lists);

        assertEquals(2, first.size());
        assertEquals(first, again);
        assertEquals(1, read);
    }

    @Test
    void otherListsAndOtherNamesAreResolvedAnew() throws Exception {
        closures().get(OFFER, List.of("jq"), this::lists);
        closures().get(Digest.of("newer lists"), List.of("jq"), this::lists);
        closures().get(OFFER, List.of("libjq1"), this::lists);

        assertEquals(3, read);
    }

    @Test
    void whatCannotBeResolvedIsNotKept() throws Exception {
        assertThrows(UnmetDependenciesException.class, () -> closures().get(OFFER, List.of("nothing"), this::lists));
        assertThrows(UnmetDependenciesException.class, () -> closures().get(OFFER, List.of("nothing"), this::lists));

        assertEquals(2, read);
    }

    private Closures closures() {
        return new Closures(new Cache(directory).records());
    }

    private PackageIndex lists() throws IOException {
        read++;
        String hash = "0".repeat(64);
        String text = "Package: jq\nVersion: 1.6\nArchitecture: amd64\nDepends: libjq1 (= 1.6)\nFilename: pool/jq.deb\n"
                + "Size: 5\nSHA256: " + hash + "\n\n"
                + "Package: libjq1\nVersion: 1.6\nArchitecture: amd64\nFilename: pool/libjq1.deb\n"
                + "Size: 7\nSHA256: " + hash + "\n";
        PackageIndex index = new PackageIndex("amd64");
        index.add("bookworm", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return index;
    }
}
