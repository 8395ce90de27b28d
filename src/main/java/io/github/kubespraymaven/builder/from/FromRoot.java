package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.VerifyingInputStream;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.root.ImageRoot;
import io.github.kubespraymaven.image.root.LayerBytes;
import io.github.kubespraymaven.image.root.OsRelease;
import io.github.kubespraymaven.image.root.WantedFiles;
import io.github.kubespraymaven.python.interpreter.CLibrary;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.archive.UnpackedBytes;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The root of an image as far as a build has to know it: all names, and the contents of the few files that tell something.
 * Layers are read once for that, and what came of it is kept by the image's digest.
 *
 * @param tree the root
 * @param unpacked how many bytes each layer has when it is unpacked
 */
public record FromRoot(FileTree tree, List<Long> unpacked) {
    /** Raised whenever more, or other things, are kept. */
    private static final int FORMAT = 1;

    private static final String RECORD = "from-root";

    /** Larger is no record of anything: 40,000 packages have 40 MB in dpkg's status. */
    private static final long MOST = 64L << 20;

    /** Keeps its own copy. */
    public FromRoot {
        unpacked = List.copyOf(unpacked);
    }

    /**
     * Returns the root of an image; its layers are brought here and read, unless they were before.
     *
     * @throws IOException if a layer cannot be had, or is damaged
     */
    public static FromRoot of(FromImage from, BuildContext context) throws IOException {
        Digest key = Digest.of(FORMAT + "\n" + from.digest());
        Optional<FromRoot> known = known(key, context);
        if (known.isPresent()) {
            return known.get();
        }
        FromRoot read = context.timings().of("read the image below", () -> read(from));
        context.cache().records().put(RECORD, key, read.bytes());
        return read;
    }

    private static Optional<FromRoot> known(Digest key, BuildContext context) throws IOException {
        Optional<byte[]> record = context.cache().records().find(RECORD, key);
        return record.isPresent() ? Optional.of(of(record.get())) : Optional.empty();
    }

    private static FromRoot read(FromImage from) throws IOException {
        Image image = from.image();
        ImageRoot root = new ImageRoot(FromRoot::wanted);
        List<Long> unpacked = new ArrayList<>();
        for (int i = 0; i < image.layers().size(); i++) {
            Descriptor layer = image.layers().get(i);
            Digest diffId = image.config().diffIds().get(i);
            String what = from.name() + ", layer " + layer.digest();
            Path file = from.layers().bring(layer);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                    InputStream stored = new VerifyingInputStream(in, what, layer.digest(), OptionalLong.empty());
                    UnpackedBytes plain = LayerBytes.open(what, stored)) {
                InputStream verified =
                        new VerifyingInputStream(plain, what + ", unpacked", diffId, OptionalLong.empty());
                root.apply(what, verified);
                unpacked.add(plain.count());
            }
        }
        return new FromRoot(root.tree(), unpacked);
    }

    private static Optional<byte[]> wanted(TreePath place, long size, InputStream content) throws IOException {
        if (CLibrary.reads(place)) {
            return Optional.of(CLibrary.banner(content));
        }
        boolean wanted =
                OsRelease.PLACES.contains(place.value()) || BaseRootfs.reads(place) || PresentDistribution.reads(place);
        if (!wanted) {
            return Optional.empty();
        }
        if (size > MOST) {
            throw new IOException("/" + place + " has " + size + " bytes, which no such file has");
        }
        return Optional.of(content.readNBytes((int) size));
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(unpacked.size());
            for (long size : unpacked) {
                out.writeLong(size);
            }
            TarLayer tar = new TarLayer(out);
            tree.writeTo(tar);
            tar.finish();
        }
        return bytes.toByteArray();
    }

    private static FromRoot of(byte[] record) throws IOException {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(new ByteArrayInputStream(record)), 1 << 16))) {
            List<Long> unpacked = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                unpacked.add(in.readLong());
            }
            ImageRoot root = new ImageRoot(WantedFiles.EVERYTHING);
            root.apply(RECORD, in);
            return new FromRoot(root.tree(), unpacked);
        }
    }

    /** Returns the image's layers as a base has them. */
    public List<Layer> layers(FromImage from) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < unpacked.size(); i++) {
            layers.add(layer(from, i, unpacked.get(i)));
        }
        return layers;
    }

    /**
     * Returns a layer of an image as a base has it.
     *
     * @param number from 0 on
     * @param unpackedSize how many bytes it has when it is unpacked
     */
    public static Layer layer(FromImage from, int number, long unpackedSize) {
        Descriptor blob = from.image().layers().get(number);
        return new Layer(
                Layer.FROM,
                from.name(),
                new LayerBlob(
                        blob.digest(),
                        from.image().config().diffIds().get(number),
                        blob.size(),
                        unpackedSize,
                        blob.mediaType()));
    }
}
