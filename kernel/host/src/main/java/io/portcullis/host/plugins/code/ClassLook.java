package io.portcullis.host.plugins.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one class and reports to the check. */
final class ClassLook extends ClassVisitor {
    static final int API = Opcodes.ASM9;

    private final CodeCheck check;
    private final Set<String> methods = new TreeSet<>();
    private final List<String> parents = new ArrayList<>();
    private String name = "";
    private String place = "";

    ClassLook(CodeCheck check) {
        super(API);
        this.check = check;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.name = name;
        this.place = "class " + name.replace('/', '.');
        if (superName != null) {
            parents.add(superName);
        }
        parents.addAll(Arrays.asList(interfaces));
        parents.forEach(parent -> check.mentioned(place, parent));
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        mentioned(Type.getType(descriptor));
        return null;
    }

    private void mentioned(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            check.mentioned(place, element.getInternalName());
        }
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        methods.add(method + descriptor);
        String methodPlace = place + ", method " + shown(method) + ":";
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            check.found(methodPlace, "is native (nobody can check native code)");
        }
        return new MethodLook(check, methodPlace);
    }

    /** The body of a lambda is a method of its own with a made-up name; a reader looks for the one that it stands in. */
    private static String shown(String method) {
        return method.startsWith("lambda$") && method.indexOf('$', 7) > 0
                ? method.substring(7, method.indexOf('$', 7)) + " (a lambda in it)"
                : method;
    }

    @Override
    public void visitEnd() {
        check.declared(name, new CodeCheck.ClassFacts(List.copyOf(parents), Set.copyOf(methods)));
    }
}
