package io.portcullis.host.plugins.code;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Reads the instructions of one method: whatever names a type or a method, constants and references to methods included. */
final class MethodLook extends MethodVisitor {
    private final CodeCheck check;
    private final String place;

    MethodLook(CodeCheck check, String place) {
        super(ClassLook.API);
        this.check = check;
        this.place = place;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        called(owner, name, descriptor);
    }

    private void called(String owner, String name, String descriptor) {
        // An array has the methods of Object and nothing else.
        if (owner.startsWith("[")) {
            mentioned(Type.getObjectType(owner));
            return;
        }
        check.mentioned(place, owner);
        check.called(place, owner, name, descriptor);
        if (!descriptor.startsWith("(")) {
            mentioned(Type.getType(descriptor));
            return;
        }
        mentioned(Type.getReturnType(descriptor));
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            mentioned(argument);
        }
    }

    private void mentioned(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            check.mentioned(place, element.getInternalName());
        } else if (element.getSort() == Type.METHOD) {
            mentioned(element.getReturnType());
            for (Type argument : element.getArgumentTypes()) {
                mentioned(argument);
            }
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        check.mentioned(place, owner);
        mentioned(Type.getType(descriptor));
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        mentioned(Type.getObjectType(type));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        mentioned(Type.getType(descriptor));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        if (type != null) {
            check.mentioned(place, type);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        constant(value);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        constant(Type.getMethodType(descriptor));
        constant(bootstrap);
        for (Object argument : arguments) {
            constant(argument);
        }
    }

    /** A reference such as {@code System::exit} is an argument of the instruction that makes the lambda. */
    private void constant(Object value) {
        if (value instanceof Type type) {
            mentioned(type);
        } else if (value instanceof Handle handle) {
            called(handle.getOwner(), handle.getName(), handle.getDesc());
        } else if (value instanceof ConstantDynamic dynamic) {
            mentioned(Type.getType(dynamic.getDescriptor()));
            constant(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }
}
