package io.portcullis.host.plugins.code;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Class files that no compiler needs to agree with: one class, {@code com.example.Forged}, whose method {@code work} does one thing. */
public final class ForgedClass {
    public static final String NAME = "com/example/Forged";

    private static final Handle LAMBDA = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/LambdaMetafactory",
            "metafactory",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                    + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                    + "Ljava/lang/invoke/CallSite;",
            false);

    private ForgedClass() {}

    /** What a method does. */
    @FunctionalInterface
    public interface Body {
        void write(MethodVisitor method);
    }

    /** Calls a method; the operands are all null or zero, for nobody will run it. */
    public static byte[] calling(String owner, String method, String descriptor) {
        return with(code -> call(code, owner, method, descriptor));
    }

    static void call(MethodVisitor code, String owner, String method, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
    }

    /** Makes a lambda of a method, without calling it. */
    static byte[] referring(String owner, String method, String descriptor) {
        Handle target = new Handle(Opcodes.H_INVOKESTATIC, owner, method, descriptor, false);
        return with(code -> code.visitInvokeDynamicInsn(
                "run", "()Ljava/lang/Runnable;", LAMBDA, Type.getMethodType("()V"), target, Type.getMethodType("()V")));
    }

    /** Loads a constant that is made by calling a method. */
    static byte[] loadingConstantOf(String owner, String method, String descriptor) {
        Handle invoke = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "invoke",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                        + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
                false);
        Handle target = new Handle(Opcodes.H_INVOKESTATIC, owner, method, descriptor, false);
        return with(code -> code.visitLdcInsn(new ConstantDynamic("x", "Ljava/lang/Object;", invoke, target)));
    }

    /** With a body. */
    public static byte[] with(Body body) {
        return write(NAME, "java/lang/Object", writer -> {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "work", "()V", null, null);
            code.visitCode();
            body.write(code);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(20, 20);
            code.visitEnd();
        });
    }

    /** With a native method. */
    public static byte[] withNativeMethod() {
        return write(
                NAME,
                "java/lang/Object",
                writer -> writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE, "work", "()V", null, null)
                        .visitEnd());
    }

    /** Which extends something, and declares methods, name and descriptor in one. */
    static byte[] extending(String name, String superName, String... methods) {
        return write(name, superName, writer -> {
            for (String method : methods) {
                int split = method.indexOf('(');
                MethodVisitor code = writer.visitMethod(
                        Opcodes.ACC_PUBLIC, method.substring(0, split), method.substring(split), null, null);
                code.visitCode();
                code.visitInsn(Opcodes.RETURN);
                code.visitMaxs(9, 9);
                code.visitEnd();
            }
        });
    }

    private interface Members {
        void write(ClassWriter writer);
    }

    private static byte[] write(String name, String superName, Members members) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, superName, null);
        members.write(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
