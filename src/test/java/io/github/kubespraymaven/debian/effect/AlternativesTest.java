package io.github.kubespraymaven.debian.effect;

import static io.github.kubespraymaven.debian.effect.DrawnRoot.deb;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.debian.unpack.PackageFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands behind generic names. */
class AlternativesTest {
    private static DrawnRoot root(PackageFile... more) throws IOException {
        List<PackageFile> packages = new ArrayList<>(List.of(more));
        packages.add(deb(
                "less",
                "update-alternatives --quiet --install /usr/bin/pager pager /usr/bin/less 77 \\\n"
                        + " --slave /usr/share/man/man1/pager.1.gz pager.1.gz /usr/share/man/man1/less.1.gz",
                tar -> tar.file("./usr/bin/less", 0755, "")));
        packages.add(deb(
                "util-linux",
                "update-alternatives --install /usr/bin/pager pager /bin/more 50",
                tar -> tar.file("./bin/more", 0755, "")));
        packages.add(deb(
                "vim-tiny",
                "for i in vi editor; do update-alternatives --install /usr/bin/$i $i /usr/bin/vim.tiny 15; done",
                tar -> tar.file("./usr/bin/vim.tiny", 0755, "")));
        packages.add(deb("gone", "update-alternatives --install /usr/bin/pager pager /usr/bin/missing 999"));
        return DrawnRoot.of(packages.toArray(PackageFile[]::new));
    }

    @Test
    void theHighestPriorityOfWhatIsThereWins() throws IOException {
        DrawnRoot root = root();
        assertEquals("-> /etc/alternatives/pager", root.at("usr/bin/pager"));
        assertEquals("-> /usr/bin/less", root.at("etc/alternatives/pager"));
        assertEquals("-> /usr/bin/vim.tiny", root.at("etc/alternatives/editor"));
        assertEquals("-> /usr/bin/vim.tiny", root.at("etc/alternatives/vi"));
    }

    @Test
    void aSlaveThatIsNotThereGetsNoLink() throws IOException {
        assertEquals("nothing", root().at("etc/alternatives/pager.1.gz"));
        assertEquals("nothing", root().at("usr/share/man/man1/pager.1.gz"));
    }

    @Test
    void whereDpkgIsThereUpdateAlternativesCanGoOn() throws IOException {
        assertEquals("no file", root().text("var/lib/dpkg/alternatives/pager"));
        assertEquals(
                """
                auto
                /usr/bin/pager
                pager.1.gz
                /usr/share/man/man1/pager.1.gz

                /bin/more
                50

                /usr/bin/less
                77
                /usr/share/man/man1/less.1.gz

                """,
                root(deb("dpkg", "")).text("var/lib/dpkg/alternatives/pager"));
    }
}
