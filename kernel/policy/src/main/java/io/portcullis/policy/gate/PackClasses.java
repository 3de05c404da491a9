package io.portcullis.policy.gate;

import io.portcullis.policy.Ring;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The classes of a pack as bytes: both rings, compressed. */
final class PackClasses {
    /** Bound of the uncompressed form; a pack of 20 rules has 200 KB. */
    private static final int BYTES_MAX = 32 << 20;

    private PackClasses() {}

    static byte[] encode(Map<Ring, RuleClasses> rings) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            for (Ring ring : Ring.values()) {
                write(out, rings.get(ring));
            }
            if (out.size() > BYTES_MAX) {
                throw new IOException(
                        "the classes of a pack have at most " + BYTES_MAX + " bytes, these have " + out.size());
            }
        }
        return bytes.toByteArray();
    }

    /** Inverts {@link #encode}; refuses a class whose name belongs to no rule of its ring. */
    static Map<Ring, RuleClasses> decode(byte[] bytes) throws IOException {
        Map<Ring, RuleClasses> rings = new EnumMap<>(Ring.class);
        byte[] unfolded = unfold(bytes);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(unfolded))) {
            for (Ring ring : Ring.values()) {
                rings.put(ring, read(in, ring));
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes behind the last class");
            }
        }
        return rings;
    }

    private static byte[] unfold(byte[] bytes) throws IOException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unfolded = in.readNBytes(BYTES_MAX + 1);
            if (unfolded.length > BYTES_MAX) {
                throw new IOException("the classes unfold to more than " + BYTES_MAX + " bytes");
            }
            return unfolded;
        }
    }

    private static void write(DataOutputStream out, RuleClasses rules) throws IOException {
        out.writeInt(rules.models().size());
        for (String model : rules.models()) {
            out.writeUTF(model);
        }
        out.writeInt(rules.classes().size());
        for (Map.Entry<String, byte[]> each : rules.classes().entrySet()) {
            out.writeUTF(each.getKey());
            out.writeInt(each.getValue().length);
            out.write(each.getValue());
        }
    }

    private static RuleClasses read(DataInputStream in, Ring ring) throws IOException {
        int modelCount = in.readInt();
        List<String> models = new ArrayList<>();
        for (int i = 0; i < modelCount; i++) {
            models.add(in.readUTF());
        }
        int count = in.readInt();
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            int length = in.readInt();
            if (!RuleClasses.isOf(ring, name) || length < 0 || length > in.available()) {
                throw new IOException("class " + name + " of " + length + " bytes among those of " + ring);
            }
            classes.put(name, in.readNBytes(length));
        }
        if (models.isEmpty() || !classes.keySet().containsAll(models)) {
            throw new IOException("the models " + models + " are not among the classes of " + ring);
        }
        return new RuleClasses(models, classes);
    }
}
