package org.jynetty.conformance.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A changed copy of an entry of jynetty's jar. */
abstract class Patch {
    private static final String ROOT = "org/jynetty/";

    private final String name;

    private Patch(String name) {
        this.name = ROOT + name;
    }

    /** A method changed: each of that name passes through one of these visitors. */
    static Patch of(String type, String method, Supplier<Instructions> change) {
        return new Method(type, method, change);
    }

    /** Writes the changed entry under a folder; {@link IllegalStateException} if what is to be changed is not there. */
    void write(Path folder, Path jar) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(new ZipEntry(name))) {
            Files.write(target, changed(in.readAllBytes()));
        }
    }

    abstract byte[] changed(byte[] entry);

    final IllegalStateException missing(String what) {
        return new IllegalStateException(name + " has no such place any more: " + what);
    }

    /**
     * A module in Python with something inserted before a place in it. The jar has it compiled as well; so that it is compiled
     * anew, that has to look as if it were of another version of Jython.
     */
    static final class Module extends Patch {
        private static final Patch COMPILED_ANEW = of("python/PythonModule", "getMain", () -> new Instructions() {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                if (name.equals("getAPIVersion")) {
                    changed();
                    super.visitInsn(Opcodes.ICONST_M1);
                } else {
                    super.visitMethodInsn(opcode, owner, name, type, isInterface);
                }
            }
        });

        private final String place;
        private final String inserted;

        Module(String name, String place, String inserted) {
            super("python/lib/" + name + ".py");
            this.place = place;
            this.inserted = inserted;
        }

        @Override
        void write(Path folder, Path jar) throws IOException {
            super.write(folder, jar);
            COMPILED_ANEW.write(folder, jar);
        }

        @Override
        byte[] changed(byte[] entry) {
            String text = new String(entry, StandardCharsets.UTF_8);
            if (!text.contains(place)) {
                throw missing(place);
            }
            return text.replace(place, inserted + place).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final class Method extends Patch {
        private final String method;
        private final Supplier<Instructions> change;
        private boolean hit;

        Method(String type, String method, Supplier<Instructions> change) {
            super(type + ".class");
            this.method = method;
            this.change = change;
        }

        @Override
        byte[] changed(byte[] entry) {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            new ClassReader(entry)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9, writer) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String type, String signature, String[] exceptions) {
                                    MethodVisitor plain = super.visitMethod(access, name, type, signature, exceptions);
                                    return name.equals(method)
                                            ? change.get().inFrontOf(plain, () -> hit = true)
                                            : plain;
                                }
                            },
                            0);
            if (!hit) {
                throw missing(method);
            }
            return writer.toByteArray();
        }
    }

    /** The instructions of a method, passed on as they are; subclasses change some of them. */
    static class Instructions extends MethodVisitor {
        private Runnable hit;

        Instructions() {
            super(Opcodes.ASM9);
        }

        MethodVisitor inFrontOf(MethodVisitor next, Runnable whenChanged) {
            mv = next;
            hit = whenChanged;
            return this;
        }

        final void changed() {
            hit.run();
        }
    }

    /** Another body in place of a method's own. */
    static final class Body extends Instructions {
        private final Consumer<MethodVisitor> code;

        Body(Consumer<MethodVisitor> code) {
            this.code = code;
        }

        @Override
        MethodVisitor inFrontOf(MethodVisitor next, Runnable whenChanged) {
            whenChanged.run();
            next.visitCode();
            code.accept(next);
            next.visitMaxs(0, 0);
            next.visitEnd();
            return null; // nobody is interested in what it had
        }
    }

    /** A number in place of another, wherever the method has it. */
    static final class Number extends Instructions {
        private final int before;
        private final int after;

        Number(int before, int after) {
            this.before = before;
            this.after = after;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.BIPUSH && operand == before) {
                changed();
                super.visitIntInsn(opcode, after);
            } else {
                super.visitIntInsn(opcode, operand);
            }
        }
    }
}
