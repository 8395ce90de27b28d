package io.github.kubespraymaven.sbom;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.sbom.licence.Licence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SPDX 2.3 (ISO/IEC 5962) as JSON. */
public final class Spdx {
    /** The document's media type, and the type of what is attached to an image. */
    public static final String MEDIA_TYPE = "application/spdx+json";

    private static final String UNKNOWN = "NOASSERTION";
    private static final String DOCUMENT = "SPDXRef-DOCUMENT";
    private static final String IMAGE = "SPDXRef-image";

    private static final String BELOW =
            "Another image, below this one. What it contains is listed as far as its own records say it:"
                    + " those of dpkg, and those of its Python's distributions.";

    private static final Pattern PERSON = Pattern.compile("\\s*(.*?)\\s*<([^<>]+)>\\s*");

    /** Words in the names of those who are several. */
    private static final Pattern SEVERAL = Pattern.compile(
            "(?i).*\\b(team|maintainers?|developers|group|project|packag(ers|ing)|authors|contributors|inc|foundation|"
                    + "community|authority|corporation|ltd|llc|gmbh|debian|ansible|lists?)\\b.*");

    private final Sbom bill;
    private final Map<PackageUrl, String> ids = new HashMap<>();

    private Spdx(Sbom bill) {
        this.bill = bill;
        Set<String> taken = new HashSet<>();
        for (Component one : bill.components()) {
            String id = "SPDXRef-" + one.kind().label() + "-"
                    + one.name().replace("+", ".plus").replaceAll("[^A-Za-z0-9.-]", "-");
            String free = id;
            for (int number = 2; !taken.add(free); number++) {
                free = id + "." + number;
            }
            ids.put(one.purl(), free);
        }
    }

    /** Returns the document. */
    public static Json.Members write(Sbom bill) {
        return new Spdx(bill).document();
    }

    private Json.Members document() {
        Subject subject = bill.subject();
        List<Json> packages = new ArrayList<>(List.of(image()));
        List<Json> relationships = new ArrayList<>(List.of(relationship(DOCUMENT, "DESCRIBES", IMAGE)));
        for (Component one : bill.components()) {
            packages.add(component(one));
            String whole = one.within()
                    .flatMap(within -> Optional.ofNullable(ids.get(within)))
                    .orElse(IMAGE);
            relationships.add(relationship(whole, "CONTAINS", id(one)));
        }
        String name = subject.name() + "-" + subject.tag() + "-" + subject.architecture();
        Json.Builder json = Json.object()
                .put("spdxVersion", "SPDX-2.3")
                .put("dataLicense", "CC0-1.0")
                .put("SPDXID", DOCUMENT)
                .put("name", name)
                // SPDX 2.3, 6.5, gives this form to those who have no place of their own for documents.
                .put("documentNamespace", "https://spdx.org/spdxdocs/" + name + "-" + subject.document("spdx"))
                .put(
                        "creationInfo",
                        Json.object()
                                .put("created", subject.created().toString())
                                .put("creators", Json.texts(List.of("Tool: " + Subject.TOOL + "-" + subject.tool())))
                                .build())
                .put("packages", new Json.Array(packages));
        List<Json> extracted = bill.references().stream().map(Spdx::extracted).toList();
        if (!extracted.isEmpty()) {
            json.put("hasExtractedLicensingInfos", new Json.Array(extracted));
        }
        return json.put("relationships", new Json.Array(relationships)).build();
    }

    private String id(Component one) {
        return ids.getOrDefault(one.purl(), IMAGE);
    }

    private Json image() {
        Subject subject = bill.subject();
        return Json.object()
                .put("SPDXID", IMAGE)
                .put("name", subject.name())
                .put("versionInfo", subject.tag())
                .put("supplier", UNKNOWN)
                .put("downloadLocation", UNKNOWN)
                .put("filesAnalyzed", Json.bool(false))
                .put("checksums", checksums(subject.digest()))
                .put("licenseConcluded", UNKNOWN)
                .put("licenseDeclared", UNKNOWN)
                .put("copyrightText", UNKNOWN)
                .put("externalRefs", purl(subject.purl()))
                .put("primaryPackagePurpose", "CONTAINER")
                .build();
    }

    private Json component(Component one) {
        Json.Builder json =
                Json.object().put("SPDXID", id(one)).put("name", one.name()).put("versionInfo", one.version());
        one.file().ifPresent(file -> json.put("packageFileName", file.name()));
        json.put("supplier", one.supplier().map(name -> "Organization: " + name).orElse(UNKNOWN));
        one.maker().ifPresent(name -> json.put("originator", originator(name)));
        json.put("downloadLocation", UNKNOWN).put("filesAnalyzed", Json.bool(false));
        one.file().ifPresent(file -> json.put("checksums", checksums(file.digest())));
        json.put("licenseConcluded", UNKNOWN)
                .put("licenseDeclared", one.licence().map(Licence::expression).orElse(UNKNOWN))
                .put("copyrightText", UNKNOWN);
        if (one.kind() != Component.Kind.OPERATING_SYSTEM) {
            json.put("externalRefs", purl(one.purl()));
        }
        if (one.kind() == Component.Kind.IMAGE) {
            json.put("comment", BELOW);
        }
        return json.put("primaryPackagePurpose", purpose(one.kind())).build();
    }

    private static String purpose(Component.Kind kind) {
        return switch (kind) {
            case IMAGE -> "CONTAINER";
            case OPERATING_SYSTEM -> "OPERATING_SYSTEM";
            case DEBIAN, PYTHON, COLLECTION -> "LIBRARY";
            case PROGRAM, CHECKOUT -> "APPLICATION";
        };
    }

    /** SPDX 2.3, 7.6: a person or an organization, with an address in parentheses. */
    static String originator(String maker) {
        Matcher person = PERSON.matcher(maker);
        String name =
                person.matches() && !person.group(1).isEmpty() ? person.group(1).replaceAll("^\"|\"$", "") : maker;
        String address = person.matches() && !person.group(1).isEmpty() ? " (" + person.group(2) + ")" : "";
        boolean several = name.contains(", ") || SEVERAL.matcher(name).matches();
        return (several ? "Organization: " : "Person: ") + name + address;
    }

    private static Json checksums(Digest digest) {
        return new Json.Array(List.of(Json.object()
                .put("algorithm", digest.algorithm().name())
                .put("checksumValue", digest.hex())
                .build()));
    }

    private static Json purl(PackageUrl purl) {
        return new Json.Array(List.of(Json.object()
                .put("referenceCategory", "PACKAGE-MANAGER")
                .put("referenceType", "purl")
                .put("referenceLocator", purl.text())
                .build()));
    }

    private static Json relationship(String whole, String kind, String part) {
        return Json.object()
                .put("spdxElementId", whole)
                .put("relationshipType", kind)
                .put("relatedSpdxElement", part)
                .build();
    }

    /** The texts stay where they are: in the image. */
    private static Json extracted(String reference) {
        String name = reference.substring(reference.indexOf('-') + 1);
        return Json.object()
                .put("licenseId", reference)
                .put("name", name)
                .put(
                        "extractedText",
                        "Called " + name + " by the packages that declare it; the text is with them in the image: in"
                                + " /usr/share/doc/PACKAGE/copyright of Debian's, in the .dist-info folder of Python's.")
                .build();
    }
}
