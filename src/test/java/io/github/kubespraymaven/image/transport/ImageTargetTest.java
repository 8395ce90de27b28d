package io.github.kubespraymaven.image.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTargetTest {
    private static final Path BASE = Path.of("/srv/project");

    @ParameterizedTest
    @CsvSource({
        "docker://registry.example/a:b, docker://registry.example/a:b",
        "docker://registry.example/a, docker://registry.example/a",
        "oci:image, oci:/srv/project/image",
        "oci:../image:v1, oci:/srv/image:v1",
        "oci:/srv/images/kubespray:v1, oci:/srv/images/kubespray:v1",
        "oci-archive:image.tar, oci-archive:/srv/project/image.tar",
        "oci-archive:./image.tar:v1, oci-archive:/srv/project/image.tar:v1",
        "docker-archive:image.tar, docker-archive:/srv/project/image.tar",
        "docker-archive:image.tar:kubespray:v1, docker-archive:/srv/project/image.tar:kubespray:v1",
        "docker-archive:image.tar:localhost:5000/a:v1, docker-archive:/srv/project/image.tar:localhost:5000/a:v1",
        "docker://localhost:5000/a/b__c/d-e.f:V1.2-x_y, docker://localhost:5000/a/b__c/d-e.f:V1.2-x_y",
        "docker://[::1]:5000/a, docker://[::1]:5000/a",
        "docker-daemon:kubespray:v1, docker-daemon:kubespray:v1",
        "containers-storage:localhost/kubespray:v1, containers-storage:localhost/kubespray:v1",
    })
    void targetsAreReadAndWrittenAlike(String text, String normal) {
        assertEquals(normal, ImageTarget.parse(text, BASE).toString());
    }

    @Test
    void aDriveOfWindowsIsNoEndOfTheFile() {
        ImageFile.Layout layout = (ImageFile.Layout) ImageTarget.parse("oci:C:/images/kubespray:v1", BASE);
        assertEquals("/srv/project/C:/images/kubespray", layout.directory().toString());
        assertEquals("v1", layout.tag().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kubespray",
                "docker:registry.example/a",
                "docker://",
                "docker://a@sha256:12",
                "docker://A",
                "docker://a:",
                "docker://a:.b",
                "docker://a:b:c",
                "docker://a//b",
                "docker://a/",
                "docker://registry.example:x/a",
                "docker://a___b",
                "docker://a b",
                "oci:image:-v1",
                "oci:",
                "oci::v1",
                "oci:image:",
                "oci:image:v1:v2",
                "oci-archive:",
                "docker-archive:image.tar:kubespray",
                "docker-archive:image.tar:KUBESPRAY:v1",
                "docker-daemon:kubespray",
                "docker-daemon:localhost:5000/a",
                "containers-storage:",
                "dir:image"
            })
    void whatIsNoTargetIsRefusedWithAllForms(String text) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> ImageTarget.parse(text, BASE));
        String message = String.valueOf(thrown.getMessage());
        assertEquals("'" + text + "': ", message.substring(0, text.length() + 4));
        assertEquals(
                "; wanted docker://HOST/NAME[:TAG], oci:DIR[:TAG], oci-archive:FILE[:TAG],"
                        + " docker-archive:FILE[:NAME:TAG], docker-daemon:NAME:TAG or containers-storage:NAME:TAG",
                message.substring(message.indexOf("; wanted")));
    }

    @Test
    void errorsSayWhichPartIsWrong() {
        assertEquals(
                "'Kube' is no name of an image (lower-case letters and digits, . _ - between them, parts joined by /)",
                problem("docker://Kube"));
        assertEquals(
                "'+1' is no tag (up to 128 letters, digits and _ . -, the first no . or -)", problem("oci:image:+1"));
        assertEquals("'kubespray' has no tag", problem("docker-daemon:kubespray"));
        assertEquals("it names no transport that is known", problem("dir:image"));
        assertEquals("docker: is followed by //", problem("docker:a"));
        assertEquals("it names no file or directory", problem("oci-archive::v1"));
        assertEquals(
                "'~/a' begins with a ~ that no shell has put your home directory for; write the whole path, or ./~/a if a"
                        + " directory has that name",
                problem("oci:~/a:v1"));
        assertEquals("'a@b' names a digest, which an image yet to be written has not", problem("docker://a@b"));
    }

    private static String problem(String text) {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> ImageTarget.parse(text, BASE))
                        .getMessage());
        return message.substring(text.length() + 4, message.indexOf("; wanted"));
    }
}
