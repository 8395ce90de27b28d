package io.github.kubespraymaven.debian.effect;

import static io.github.kubespraymaven.debian.effect.DrawnRoot.deb;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.debian.unpack.PackageFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Users, groups and what belongs to them. */
class AccountsTest {
    private static PackageFile masters() throws IOException {
        return deb("base-passwd", "", tar -> tar.file(
                        "./usr/share/base-passwd/passwd.master", 0644, "root:*:0:0:root:/root:/bin/bash\n")
                .file("./usr/share/base-passwd/group.master", 0644, "root:*:0:\nshadow:*:42:\nusers:*:100:\n"));
    }

    @Test
    void accountsAreTheMastersAndWhoTheScriptsAskForInTheOrderOfThePackagesNames() throws IOException {
        DrawnRoot root = DrawnRoot.of(
                masters(),
                deb(
                        "tcpdump",
                        """
                        getent group tcpdump || addgroup --system --quiet tcpdump
                        adduser --system --ingroup tcpdump \\
                          --home /run/dump tcpdump
                        """),
                deb("dbus", "adduser --system --group --home /run/dbus --disabled-password messagebus"));
        assertEquals(
                """
                root:x:0:0:root:/root:/bin/bash
                messagebus:x:101:101::/run/dbus:/usr/sbin/nologin
                tcpdump:x:100:102::/run/dump:/usr/sbin/nologin
                """,
                root.text("etc/passwd"));
        assertEquals(
                """
                root:x:0:
                shadow:x:42:
                users:x:100:
                messagebus:x:101:
                tcpdump:x:102:
                """,
                root.text("etc/group"));
    }

    @Test
    void nobodyHasAPasswordAndOnlyShadowMayLook() throws IOException {
        DrawnRoot root = DrawnRoot.of(masters(), deb("a", "adduser --system a"));
        assertEquals("root:*:3653:0:99999:7:::\na:!:3653::::::\n", root.text("etc/shadow"));
        assertEquals("0640 0:42 file", root.at("etc/shadow"));
        assertEquals("0640 0:42 file", root.at("etc/gshadow"));
    }

    @Test
    void whatWouldEndAFieldOrALineIsNotTaken() throws IOException {
        DrawnRoot root = DrawnRoot.of(
                masters(),
                deb("evil", "adduser --system 'x:0:0'\naddgroup --system 'a\nb'\nadduser --system --home /a:b y"));
        assertEquals("root:x:0:0:root:/root:/bin/bash\n", root.text("etc/passwd"));
        assertEquals("root:x:0:\nshadow:x:42:\nusers:x:100:\n", root.text("etc/group"));
    }

    @Test
    void filesHaveTheOwnersAndModesThatScriptsGiveThem() throws IOException {
        DrawnRoot root = DrawnRoot.of(
                deb(
                        "openssh-client",
                        """
                        set_permissions() {
                          if ! getent group _ssh >/dev/null; then addgroup --system --force-badname _ssh; fi
                          if ! dpkg-statoverride --list /usr/bin/ssh-agent >/dev/null; then
                            chgrp _ssh /usr/bin/ssh-agent
                            chmod 2755 /usr/bin/ssh-agent
                          fi
                        }
                        if [ "$1" = configure ]; then set_permissions; fi
                        """,
                        tar -> tar.file("./usr/bin/ssh-agent", 0755, "agent").file("./usr/bin/ssh", 0755, "ssh")),
                deb(
                        "helper",
                        "adduser --system --group bus\ndpkg-statoverride --update --add root bus 4754 /bin/help",
                        tar -> tar.file("./bin/help", 0755, "")),
                deb(
                        "half",
                        "chmod 4755 /usr/bin/half\nchmod 4755 /usr/../etc/up\nchown root:root /usr/../etc/up",
                        tar -> tar.file("./usr/bin/half", 0755, "")));
        assertEquals("2755 0:102 file", root.at("usr/bin/ssh-agent"));
        assertEquals("0755 0:0 file", root.at("usr/bin/ssh"));
        assertEquals("4754 0:101 file", root.at("usr/bin/help"));
        assertEquals("0755 0:0 file", root.at("usr/bin/half"));
    }
}
