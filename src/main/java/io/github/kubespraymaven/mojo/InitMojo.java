package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes a small pom.xml into the checkout, after which {@code mvn kubespray:build} and {@code mvn package} work there.
 * A pom.xml that is there already is never touched.
 */
@Mojo(name = "init", requiresProject = false, threadSafe = true)
public class InitMojo extends KubesprayMojo {

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    private String pluginVersion = "";

    @Override
    void run() throws IOException {
        Path pom = checkoutDirectory().resolve("pom.xml");
        try {
            Files.write(pom, text().getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UserErrorException(
                    pom + " is there already and is left as it is. To use the plugin in it, add it to its <plugins>.",
                    e);
        }
        getLog().info("Wrote " + pom + ".");
        getLog().info("Now: mvn kubespray:build (an image), or mvn package (the same, as CI runs it).");
    }

    private String text() throws IOException {
        try (InputStream template = Objects.requireNonNull(InitMojo.class.getResourceAsStream("init-pom.xml"))) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@plugin.version@", pluginVersion);
        }
    }
}
