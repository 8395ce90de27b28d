package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.Tools;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Push and look-up with the registry that most registries are. */
class DockerRegistryTest {
    @TempDir
    Path temporary;

    private SmallImages images;
    private DockerRegistry server;
    private Recording http;
    private Registries registries;

    @BeforeEach
    void startRegistry() throws Exception {
        server = DockerRegistry.start(temporary.resolve("registry"), "");
        images = new SmallImages(temporary.resolve("cache"));
        http = new Recording(new HttpTransport(HttpSettings.usual()));
        registries = new Registries(http, GivenLogins.none(), Set.of());
    }

    @AfterEach
    void stopRegistry() {
        server.close();
    }

    @Test
    void whatIsPushedIsThereByteForByte() throws Exception {
        ImageContents image = images.image("one");
        Pushed pushed = push(image, "team/kubespray", "v1");
        assertEquals(image.top().descriptor().digest(), pushed.digest());
        assertEquals(3, pushed.uploaded());
        ImageContents found = find("team/kubespray:v1").orElseThrow();
        assertEquals(image.top().descriptor(), found.top().descriptor());
        assertEquals(image.blobs(), found.blobs());
        assertEquals(Optional.empty(), find("team/kubespray:v2"));
        assertEquals(Optional.empty(), find("team/other:v1"));
    }

    @Test
    void whatIsAttachedIsListedUnderATag() throws Exception {
        ImageContents image = images.image("one");
        push(image, "team/kubespray", "v1");
        Repository repository = new Repository(server.host(), "team/kubespray");
        Artifact sbom = new Artifact(
                image.top().descriptor(),
                "sbom.json",
                Document.of("application/spdx+json", Json.object().put("a", 1).build()),
                Collections.emptySortedMap());
        Referrers referrers = new Referrers(registries);
        assertEquals(new Attached(1, true, List.of()), referrers.attach(repository, List.of(sbom)));
        assertEquals(new Attached(0, true, List.of()), referrers.attach(repository, List.of(sbom)));
        assertEquals(
                Optional.of("{\"a\":1}"),
                referrers
                        .find(repository, image.top().descriptor().digest(), "application/spdx+json")
                        .map(document -> new String(document.bytes(), StandardCharsets.UTF_8)));
    }

    @Test
    void skopeoSeesTheSameDigestAndCanCopyTheImage() throws Exception {
        Tools.require("skopeo");
        ImageContents image = images.imageForTwo("one");
        push(image, "team/kubespray", "v1");
        String reference = "docker://" + server.host() + "/team/kubespray:v1";
        assertEquals(
                image.top().descriptor().digest(),
                Digest.of(Tools.run(temporary, "skopeo", "inspect", "--raw", "--tls-verify=false", reference)));
        Tools.run(temporary, "skopeo", "copy", "--all", "--src-tls-verify=false", reference, "dir:copy");
    }

    @Test
    void anImageThatIsThereCostsOneRequest() throws Exception {
        push(images.image("one"), "team/kubespray", "v1");
        http.forget();
        Pushed again = push(images.image("one"), "team/kubespray", "v1");
        assertEquals(new Pushed(again.digest(), 0, 0, 0, 0, true), again);
        assertEquals(List.of("HEAD /v2/team/kubespray/manifests/v1 -> 200"), http.exchanges());
    }

    @Test
    void onlyWhatIsNewIsUploaded() throws Exception {
        push(images.image("one"), "team/kubespray", "v1");
        Pushed second = push(images.image("two"), "team/kubespray", "v2");
        assertEquals(2, second.uploaded());
        assertEquals(1, second.present());
    }

    private Pushed push(ImageContents image, String path, String... tags) throws Exception {
        return new Push(registries, images.cache(), PushProgress.silent())
                .push(image, new Repository(server.host(), path), List.of(tags), List.of());
    }

    private Optional<ImageContents> find(String name) throws Exception {
        return new Lookup(registries).find(Reference.parse(server.host() + "/" + name));
    }
}
