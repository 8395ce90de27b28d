package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.builder.plan.BaseContents;
import io.github.kubespraymaven.builder.plan.Sources;
import io.github.kubespraymaven.checkout.CheckoutFacts;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.LayerContent;
import io.github.kubespraymaven.sbom.PackageUrl;
import io.github.kubespraymaven.sbom.Provenance;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the documents of a build's images, where they are wanted and it is known what is in them. */
final class Attestor {
    /** What advisories and tools know as one place. */
    private static final Pattern GITHUB = Pattern.compile("https?://github\\.com/([\\w.-]+/[\\w.-]+?)(?:\\.git)?/?");

    private final AttestationRequest request;
    private final String name;
    private final CheckoutFacts checkout;
    private final BaseContents contents;
    private final BuildContext context;

    Attestor(AttestationRequest request, String name, CheckoutFacts checkout, BuildContext context, Sources sources) {
        this.request = request;
        this.name = name;
        this.checkout = checkout;
        this.context = context;
        this.contents = new BaseContents(context, sources.bases());
    }

    /**
     * What is known of the content of bases.
     *
     * @param bases what the platforms' images stand on
     * @param contents of their layers, for each; empty where not all are known
     */
    record Known(List<Base> bases, List<Optional<List<LayerContent>>> contents) {}

    /** Finds out what is in bases; this does not need the images that stand on them. */
    Known known(List<Base> bases) throws IOException {
        List<Optional<List<LayerContent>>> all = new ArrayList<>();
        for (Base base : request.made() ? bases : List.<Base>of()) {
            all.add(contents.of(base));
        }
        return new Known(bases, all);
    }

    /**
     * Returns those of an image.
     *
     * @param known of what the platforms' images stand on, in the same order
     * @param top the manifest, or the index where there are several platforms
     * @param created the image's own instant
     */
    Attestations of(List<Built> images, Known known, Descriptor top, String tag, Instant created) throws IOException {
        if (!request.made()) {
            return Attestations.NONE;
        }
        List<Attestations.Told> told = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            Base base = known.bases().get(i);
            Optional<List<LayerContent>> content = known.contents().get(i);
            if (content.isEmpty()) {
                context.report()
                        .accept("No SBOM: what is in the base for " + base.platform()
                                + " is not known, as it was made by another version of this plugin or without one;"
                                + " -Dkubespray.refresh makes it anew.");
                return Attestations.NONE;
            }
            List<LayerContent> layers = new ArrayList<>(content.get());
            List<Layer> all = images.get(i).layers();
            layers.add(new LayerContent(all.get(all.size() - 1).blob().diffId(), List.of(kubespray())));
            told.add(new Attestations.Told(images.get(i).image(), base.inputs(), layers));
        }
        Provenance.Checkout source = new Provenance.Checkout(checkout.source(), checkout.revision());
        return context.timings()
                .of(
                        "SBOM",
                        () -> Attestations.of(
                                told, top, new Attestations.Common(name, tag, created, source, request.tool())));
    }

    /** Returns those of a base, for a registry; none where nothing is to be attached. */
    List<Artifact> of(Base base, String tag) throws IOException {
        Optional<List<LayerContent>> known =
                request.made() && request.attached() ? contents.of(base) : Optional.empty();
        if (known.isEmpty()) {
            return List.of();
        }
        Attestations.Told told = new Attestations.Told(base.image(), base.inputs(), known.get());
        Provenance.Checkout none = new Provenance.Checkout(Optional.empty(), Optional.empty());
        return Attestations.of(
                        List.of(told),
                        told.descriptor(),
                        new Attestations.Common(name, tag, TarLayer.TIME, none, request.tool()))
                .attestations();
    }

    private Component kubespray() {
        String version = checkout.version().toString();
        Optional<Matcher> github = checkout.source().map(GITHUB::matcher).filter(Matcher::matches);
        PackageUrl purl = PackageUrl.of(
                github.map(at -> "github/" + at.group(1)).orElse("generic/kubespray"),
                version,
                github.isPresent()
                        ? Map.of()
                        : Map.of(
                                "vcs_url",
                                checkout.source().map(url -> "git+" + url).orElse("")));
        return Component.of(Component.Kind.CHECKOUT, "kubespray", version, purl);
    }
}
