package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.fetch.Page;
import io.github.kubespraymaven.json.JsonCursor;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A project's page as JSON: PEP 691, with PEP 700's sizes and upload times and PEP 714's core metadata. Pages are the longest
 * texts that a build reads, and half of each is of no use to it, so they are passed over and not made into values.
 */
final class JsonPage {
    private JsonPage() {}

    /** Returns the project's wheels and sdists; other files are passed over. */
    static List<IndexFile> read(Page page, ProjectName project, String what) throws IOException {
        JsonCursor json = new JsonCursor(page.bytes(), what);
        LinkAttributes attributes = new LinkAttributes();
        List<IndexFile> files = new ArrayList<>();
        boolean listed = false;
        json.openObject();
        while (json.nextMember()) {
            switch (json.name()) {
                case "meta" -> checkVersion(json, what);
                case "files" -> {
                    listed = true;
                    json.openArray();
                    while (json.nextItem()) {
                        JsonFile.read(json, attributes)
                                .file(page.uri(), project)
                                .ifPresent(files::add);
                    }
                }
                default -> json.skip();
            }
        }
        json.end();
        if (!listed) {
            throw new JsonException(what, "", "has no member 'files'");
        }
        return files;
    }

    /** "Clients SHOULD … fail if the major version is greater than they support" (PEP 629). */
    private static void checkVersion(JsonCursor json, String what) throws IOException {
        if (json.passNull()) {
            return;
        }
        json.openObject();
        while (json.nextMember()) {
            if (json.name().equals("api-version") && !json.passNull()) {
                LinkAttributes.checkVersion(json.text(), what);
            } else {
                json.skip();
            }
        }
    }
}
