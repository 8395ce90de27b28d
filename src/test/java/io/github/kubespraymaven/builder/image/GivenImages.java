package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.builder.from.BaseOs;
import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.builder.plan.BaseInputs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.registry.Push;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What is expected is the image "one"; a stranger alters what is given, in a registry, a layout or an archive. */
abstract class GivenImages {
    static final Digest KEY_OF = Digest.of("key");

    @TempDir
    Path temporary;

    SmallImages images;
    RegistryServer server;
    Registries registries;
    ImageContents one;
    ImageContents both;
    final List<String> brought = new ArrayList<>();
    Base.Origin origin = Base.Origin.BUILT;

    @BeforeEach
    void images() throws IOException {
        images = new SmallImages(temporary.resolve("cache"));
        one = images.image("one");
        both = images.imageForTwo("one");
        server = new RegistryServer();
        registries =
                new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), GivenLogins.none(), Set.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    ImageVerification verification(ImageContents expected, boolean reads) {
        ImageVerification.Building building = new ImageVerification.Building() {
            @Override
            public ImageVerification.Expected expected() throws IOException {
                List<Built> built = expected.images().values().stream()
                        .map(image -> new Built(image, List.of()))
                        .toList();
                return new ImageVerification.Expected(expected, built, List.of(base()));
            }

            @Override
            public void bring(List<Base> bases) {
                brought.add("base");
            }
        };
        return new ImageVerification(building, registries, images.cache(), new Timings(Timings.Watch.NOBODY), reads);
    }

    Base base() {
        BaseInputs inputs = new BaseInputs(
                "linux/amd64",
                new BaseOs("debian:trixie", "debian:trixie", Optional.empty()),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("all"),
                Optional.empty(),
                "refuse",
                "gzip",
                Optional.of(KEY_OF));
        return new Base(Platform.LINUX_AMD64, inputs, List.of(), origin, Optional.empty(), Optional.empty());
    }

    Verdict verdict(ImageContents expected, String address) throws IOException {
        return verification(expected, false).of(address, ImageSource.parse(address, temporary));
    }

    /** What is said: the first sentence, and all lines, in which digests of what is known here have names. */
    String said(Verdict verdict) throws IOException {
        String text = verdict.finding() + "\n" + String.join("\n", verdict.lines());
        text = text.replace(server.host(), "HOST").replace(temporary.toString(), "TMP");
        text = text.replace(digest(both), "BOTH").replace(digest(one), "ONE");
        text = text.replace(digest(images.image("two")), "TWO");
        for (Image image : both.images().values()) {
            text = text.replace(
                    image.manifest().document().descriptor().digest().toString(),
                    image.config().platform().architecture().toUpperCase(java.util.Locale.ROOT));
        }
        return text.replaceAll("sha256:[0-9a-f]{64}", "OTHER");
    }

    static String digest(ImageContents image) {
        return image.top().descriptor().digest().toString();
    }

    String pushed(ImageContents image) throws IOException {
        new Push(registries, images.cache(), PushProgress.silent())
                .push(image, new Repository(server.host(), "team/app"), List.of("v1"), List.of());
        return "docker://" + server.host() + "/team/app:v1";
    }

    /** Puts another document under the tag. */
    String tagged(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        server.store("team/app", "v1", type, bytes);
        server.store("team/app", Digest.of(bytes).toString(), type, bytes);
        return "docker://" + server.host() + "/team/app:v1";
    }

    static String entry(Document manifest, String more) {
        Descriptor descriptor = manifest.descriptor();
        return "{\"mediaType\":\"" + descriptor.mediaType() + "\",\"digest\":\"" + descriptor.digest() + "\",\"size\":"
                + descriptor.size() + more.replace('\'', '"') + "}";
    }

    static String entry(Document manifest, Platform platform) {
        return entry(
                manifest,
                ",'platform':{'architecture':'" + platform.architecture() + "','os':'" + platform.os() + "'}");
    }

    static String index(String... entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.INDEX + "\",\"manifests\":["
                + String.join(",", entries) + "]}";
    }

    String indexed(String... entries) {
        return tagged(MediaTypes.INDEX, index(entries));
    }

    /** The image "one" as somebody else would say it of himself: in its config, and so in its manifest. */
    Document altered(UnaryOperator<String> config) throws IOException {
        Document own = one.documents().get(0);
        Document other = Document.of(
                MediaTypes.CONFIG,
                config.apply(new String(own.bytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        server.storeBlob("team/app", other.descriptor().digest(), other.bytes());
        String manifest = new String(one.top().bytes(), StandardCharsets.UTF_8)
                .replace(
                        own.descriptor().digest().toString(),
                        other.descriptor().digest().toString())
                .replace(
                        "\"size\":" + own.descriptor().size(),
                        "\"size\":" + other.descriptor().size());
        Document document = Document.of(MediaTypes.MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
        server.store("team/app", document.descriptor().digest().toString(), MediaTypes.MANIFEST, document.bytes());
        return document;
    }

    String layout(ImageContents image) throws IOException {
        new OciLayout(temporary.resolve("layout")).write(image, "v1", images.cache());
        return "oci:" + temporary.resolve("layout");
    }

    void entryOfLayout(UnaryOperator<String> altered) throws IOException {
        Path file = temporary.resolve("layout/index.json");
        Files.writeString(file, altered.apply(Files.readString(file)));
    }

    Path blob(Digest digest) {
        return temporary.resolve("layout/blobs/sha256").resolve(digest.hex());
    }

    List<String> tail(Verdict verdict, int lines) throws IOException {
        List<String> all = said(verdict).lines().toList();
        return all.subList(all.size() - lines, all.size());
    }

    /** The manifests of both platforms. */
    List<Document> manifests() throws IOException {
        return both.images().values().stream()
                .map(image -> image.manifest().document())
                .toList();
    }

    String failure(String address) {
        return String.valueOf(
                assertThrows(IOException.class, () -> verdict(one, address)).getMessage());
    }
}
