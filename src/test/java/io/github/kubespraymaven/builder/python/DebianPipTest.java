package io.github.kubespraymaven.builder.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.debian.deb.TinyDeb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebianPipTest {
    private static final String MODELS = "./usr/lib/python3/dist-packages/pip/_internal/models/";

    @Test
    void theIndexIsTheOneInThePackagesSource() throws IOException {
        assertEquals(
                Optional.of("https://default.test/simple"),
                index("PyPI = PackageIndex(\n    \"https://default.test/\", file_storage_domain=\"files.test\"\n)\n"));
    }

    @Test
    void aPipThatNamesNoneIsNoWayToAnIndex() throws IOException {
        assertEquals(Optional.empty(), index("PyPI = os.environ\n"));
    }

    private static Optional<String> index(String source) throws IOException {
        byte[] deb = TinyDeb.of("Package: python3-pip", tar -> tar.directory("./usr", 0755)
                        .file(MODELS + "__init__.py", 0644, "")
                        .file(MODELS + "index.py", 0644, source))
                .bytes();
        return DebianPip.index(new ByteArrayInputStream(deb), "python3-pip_1_all.deb");
    }
}
