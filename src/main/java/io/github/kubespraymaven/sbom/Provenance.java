package io.github.kubespraymaven.sbom;

import io.github.kubespraymaven.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SLSA provenance 1 as the predicate of an in-toto statement 1: what went into an image, and what decided. */
public final class Provenance {
    /** The statement's media type, and the type of what is attached to an image. */
    public static final String MEDIA_TYPE = "application/vnd.in-toto+json";

    /** The predicate's type. */
    public static final String PREDICATE = "https://slsa.dev/provenance/v1";

    private static final String BUILD_TYPE = "pkg:maven/" + Subject.TOOL_GROUP + "/" + Subject.TOOL + "#build";

    /** Secrets that an address may hold. */
    private static final String USER_INFORMATION = "//[^/@\\s\"]*@";

    private Provenance() {}

    /**
     * The checkout that an image is made of.
     *
     * @param source where it is developed, as its galaxy.yml says
     * @param revision the commit
     */
    public record Checkout(Optional<String> source, Optional<String> revision) {}

    /**
     * Returns the statement.
     *
     * @param bills the images; when the subject is an index, all of its platforms'
     * @param subject what it is about; the images are named beside it where it is an index
     * @param checkout that is in them
     * @param parameters what decided, for all images
     */
    public static Json.Members write(Subject subject, List<Sbom> bills, Checkout checkout, Json parameters) {
        List<Json> subjects = new ArrayList<>(List.of(subject(subject)));
        List<Json> dependencies = new ArrayList<>();
        checkout.revision().ifPresent(revision -> dependencies.add(dependency(checkout, revision)));
        Set<PackageUrl> seen = new HashSet<>();
        for (Sbom bill : bills) {
            if (!bill.subject().digest().equals(subject.digest())) {
                subjects.add(subject(bill.subject()));
            }
            for (Component one : bill.components()) {
                if (one.file().isPresent() && seen.add(one.purl())) {
                    dependencies.add(dependency(one, one.file().get()));
                }
            }
        }
        Json builder = Json.object()
                .put("id", subject.toolPurl().text())
                .put("version", Json.object().put(Subject.TOOL, subject.tool()).build())
                .build();
        Json definition = Json.object()
                .put("buildType", BUILD_TYPE)
                .put("externalParameters", open(parameters))
                .put("internalParameters", Json.object().build())
                .put("resolvedDependencies", new Json.Array(dependencies))
                .build();
        return Json.object()
                .put("_type", "https://in-toto.io/Statement/v1")
                .put("subject", new Json.Array(subjects))
                .put("predicateType", PREDICATE)
                .put(
                        "predicate",
                        Json.object()
                                .put("buildDefinition", definition)
                                .put(
                                        "runDetails",
                                        Json.object().put("builder", builder).build())
                                .build())
                .build();
    }

    private static Json subject(Subject subject) {
        return Json.object()
                .put("name", subject.purl().text())
                .put(
                        "digest",
                        Json.object()
                                .put(
                                        subject.digest().algorithm().prefix(),
                                        subject.digest().hex())
                                .build())
                .build();
    }

    private static Json dependency(Component one, Component.Source file) {
        return Json.object()
                .put("uri", one.purl().text())
                .put(
                        "digest",
                        Json.object()
                                .put(
                                        file.digest().algorithm().prefix(),
                                        file.digest().hex())
                                .build())
                .put("name", file.name())
                .build();
    }

    private static Json dependency(Checkout checkout, String revision) {
        Json.Builder json = Json.object();
        checkout.source().ifPresent(source -> json.put("uri", "git+" + source + "@" + revision));
        return json.put("digest", Json.object().put("gitCommit", revision).build())
                .put("name", "kubespray")
                .build();
    }

    /** What is published holds no password, wherever one may have stood. */
    private static Json open(Json value) {
        if (value instanceof Json.Text text) {
            return Json.text(text.value().replaceAll(USER_INFORMATION, "//"));
        } else if (value instanceof Json.Array array) {
            return new Json.Array(array.items().stream().map(Provenance::open).toList());
        } else if (value instanceof Json.Members members) {
            Json.Builder json = Json.object();
            members.values().forEach((name, member) -> json.put(name, open(member)));
            return json.build();
        }
        return value;
    }
}
