package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;

/**
 * What files.json says of a file.
 *
 * @param url the upstream address, without a login
 * @param size in bytes
 * @param sha256 of its bytes
 * @param trust on whose word they are the right ones
 * @param from where they came from: {@code upstream}, {@code cache}, {@code there} (they were in the tree already), a mirror, or {@code made
 *     here}
 */
record FileRecord(String url, long size, Digest sha256, FileTrust trust, String from) {

    Json json(String path) {
        return Json.object()
                .put("path", path)
                .put("url", url)
                .put("size", size)
                .put("sha256", sha256.hex())
                .put("trust", trust.label())
                .put("from", from)
                .build();
    }

    static FileRecord read(JsonView json) throws JsonException {
        String trust = json.get("trust").text();
        String sha256 = json.get("sha256").text();
        try {
            return new FileRecord(
                    json.get("url").text(),
                    json.get("size").number(),
                    Digest.sha256(sha256),
                    FileTrust.of(trust).orElseThrow(() -> new IllegalArgumentException("no trust: '" + trust + "'")),
                    json.get("from").text());
        } catch (IllegalArgumentException e) {
            throw new JsonException(json.what(), json.place(), String.valueOf(e.getMessage()));
        }
    }
}
