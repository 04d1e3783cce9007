package org.jynetty.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.python.expose.ExposedType;
import org.python.expose.generate.ExposedTypeProcessor;
import org.python.expose.generate.Exposer;
import org.python.expose.generate.TypeExposer;

/**
 * Build step: gives every compiled class that carries Jython's {@link ExposedType} annotation the helper classes that make
 * it a Python type, as Jython's own build does for its types.
 *
 * <p>Safe to repeat: a class that was processed names its generated helper among its inner classes, and is left alone
 * until the compiler writes it anew.
 */
public final class ExposeTypes {
    private final Path classes;

    private ExposeTypes(Path classes) {
        this.classes = classes;
    }

    /** @param arguments the directory of the compiled classes */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: ExposeTypes CLASSES");
        }
        new ExposeTypes(Path.of(arguments[0])).run();
    }

    private void run() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            byte[] bytecode = Files.readAllBytes(file);
            if (needsExposing(bytecode)) {
                expose(bytecode);
            }
        }
    }

    private static boolean needsExposing(byte[] bytecode) {
        Inspection inspection = new Inspection();
        new ClassReader(bytecode)
                .accept(inspection, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return inspection.annotated && !inspection.processed;
    }

    private void expose(byte[] bytecode) throws IOException {
        ExposedTypeProcessor processor = new ExposedTypeProcessor(new ByteArrayInputStream(bytecode));
        List<Exposer> generated = new ArrayList<>(processor.getMethodExposers());
        generated.addAll(processor.getDescriptorExposers());
        if (processor.getNewExposer() != null) {
            generated.add(processor.getNewExposer());
        }
        generated.add(processor.getTypeExposer());
        for (Exposer exposer : generated) {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
            exposer.generate(writer);
            write(exposer.getClassName(), writer.toByteArray());
        }
        // Last, so that a build that was cut short starts over with this class.
        write(processor.getExposedClassName(), processor.getBytecode());
    }

    private void write(String className, byte[] bytecode) throws IOException {
        Files.write(classes.resolve(className.replace('.', '/') + ".class"), bytecode);
    }

    private static final class Inspection extends ClassVisitor {
        private String generatedName;
        private boolean annotated;
        private boolean processed;

        private Inspection() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            generatedName =
                    TypeExposer.makeGeneratedName(Type.getObjectType(name)).replace('.', '/');
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            annotated |= descriptor.equals(Type.getDescriptor(ExposedType.class));
            return null;
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {
            processed |= name.equals(generatedName);
        }
    }
}
