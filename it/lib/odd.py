"""odd.py HOST:PORT: makes images in a registry that are put together in less usual ways: indexes for several platforms with
attestations, indexes in indexes, entries that name no platform, tags that have moved, charts, layers for Windows that only
their maker may give away. Prints lines for a shell, NAME=DIGEST. The bytes are the same every time.
"""

import json
import sys

from images import DOCKER, KINDS, OCI, Registry, digest, layer, program

EMPTY = b"{}"


class Images:
    def __init__(self, host):
        self.registry = Registry(host)

    def manifest(self, name, config, layers, kind="oci", target=None, **more):
        """(descriptor, digest) of a manifest with a config (type, bytes) and layers (type, bytes)."""
        value = {
            "schemaVersion": 2,
            "mediaType": KINDS[kind][0],
            "config": {"mediaType": config[0], **self.registry.blob(name, config[1])},
            "layers": [{"mediaType": t, **self.registry.blob(name, b)} if isinstance(b, bytes) else {"mediaType": t, **b} for t, b in layers],
            **more,
        }
        return self.registry.manifest(name, target, KINDS[kind][0], value)

    def image(self, name, architecture, os="linux", kind="oci", target=None, foreign=False, text=None):
        packed, plain = layer({"bin/hello": program("arm64" if architecture == "arm64" else "amd64", text or f"{name} {architecture}")})
        layers, plains = [(KINDS[kind][2], packed)], [plain]
        if foreign:
            urls = {"digest": digest(b"windows"), "size": 123456, "urls": ["https://blobs.example.com/windows"]}
            layers.insert(0, (DOCKER + "image.rootfs.foreign.diff.tar.gzip", urls))
            plains.insert(0, digest(b"plain windows"))
        config = {
            "architecture": architecture,
            "os": os,
            "config": {"Entrypoint": ["/bin/hello"]},
            "rootfs": {"type": "layers", "diff_ids": plains},
        }
        return self.manifest(name, (KINDS[kind][1], json.dumps(config).encode()), layers, kind, target)

    def attestation(self, name, subject):
        config = {"architecture": "unknown", "os": "unknown", "rootfs": {"type": "layers", "diff_ids": []}}
        statement = json.dumps({"_type": "https://in-toto.io/Statement/v0.1", "of": subject["digest"]}).encode()
        return {
            **self.manifest(name, (KINDS["oci"][1], json.dumps(config).encode()), [("application/vnd.in-toto+json", statement)]),
            "annotations": {"vnd.docker.reference.digest": subject["digest"], "vnd.docker.reference.type": "attestation-manifest"},
            "platform": {"os": "unknown", "architecture": "unknown"},
        }

    def index(self, name, target, manifests, kind="oci", **more):
        # Members in no usual order: who writes it anew changes the digest.
        value = {"manifests": manifests, "mediaType": KINDS[kind][3], "schemaVersion": 2, **more}
        return self.registry.manifest(name, target, KINDS[kind][3], value)


def on(descriptor, architecture, os="linux", **more):
    return {"platform": {"os": os, "architecture": architecture, **more}, **descriptor}


def main(host):
    make = Images(host)

    def say(name, descriptor):
        print(f"{name}={descriptor['digest']}")

    for tag in ("old", "1"):
        amd, arm = (make.image("team/multi", a, text=f"{tag} {a}") for a in ("amd64", "arm64"))
        entries = [on(amd, "amd64"), on(arm, "arm64", variant="v8"), make.attestation("team/multi", amd), make.attestation("team/multi", arm)]
        say("multi_" + tag, make.index("team/multi", tag, entries, annotations={"org.opencontainers.image.version": tag}))
        say(f"multi_{tag}_amd64", amd)
        say(f"multi_{tag}_arm64", arm)
    amd = make.image("team/one", "amd64")
    say("one", make.index("team/one", "1", [on(amd, "amd64"), make.attestation("team/one", amd)]))
    say("single", make.image("team/single", "amd64", kind="docker", target="1"))
    inner = [make.index("team/nested", None, [on(make.image("team/nested", a, text=f"{i} {a}"), a) for a in ("amd64", "arm64")]) for i in (1, 2)]
    say("nested", make.index("team/nested", "1", [*inner, inner[0]]))
    say("unmarked", make.index("team/unmarked", "1", [make.image("team/unmarked", a) for a in ("amd64", "arm64")]))
    arms = [make.image("team/arms", "arm", text=v) for v in ("v6", "v7")]
    say("arms", make.index("team/arms", "1", [on(arms[0], "arm", variant="v6"), on(arms[1], "arm", variant="v7")]))
    say("chart", make.manifest("team/chart", ("application/vnd.cncf.helm.config.v1+json", b'{"name":"c"}'), [("application/vnd.cncf.helm.chart.content.v1.tar+gzip", b"chart")], target="1"))
    say("artifact", make.manifest("team/artifact", (OCI[:-len("image.")] + "empty.v1+json", EMPTY), [(OCI[:-len("image.")] + "empty.v1+json", EMPTY)], target="1", artifactType="application/vnd.example"))
    say("layerless", make.manifest("team/layerless", (KINDS["oci"][1], b'{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}'), [], target="1"))
    windows = make.image("team/win", "amd64", os="windows", kind="docker", foreign=True)
    linux = [on(make.image("team/win", a, kind="docker"), a) for a in ("amd64", "arm64")]
    say("win", make.index("team/win", "1", [*linux, on(windows, "amd64", os="windows", **{"os.version": "10.0.17763.1"})], kind="docker"))
    say("win_amd64", linux[0])


if __name__ == "__main__":
    main(sys.argv[1])
