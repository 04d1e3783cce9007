package org.jynetty.certs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes items into a directory. Everything is first written into a directory of its own beside the final files and then
 * moved, each file atomically: a reader never sees a file that is half written, and what fails in the making changes nothing.
 */
final class DirectoryWriter {
    private final Path directory;

    DirectoryWriter(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the files of the selected items, over those of an earlier run.
     *
     * @param all all items, whose files may be there from an earlier run
     * @return the number of files
     * @throws UnusableDirectoryException if the directory cannot be made or written, or holds files of another CA that
     *     would not be replaced; nothing has been written then
     * @throws IOException if writing fails later
     */
    int write(Collection<Item> selected, Collection<Item> all) throws IOException {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        selected.forEach(item -> files.putAll(item.files()));
        refuseForeign(files.keySet(), all);
        Path staging = createStaging();
        try {
            for (Map.Entry<String, Supplier<byte[]>> file : files.entrySet()) {
                Path path = staging.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().get());
            }
            for (String name : files.keySet()) {
                Path target = directory.resolve(name);
                Files.createDirectories(target.getParent());
                Files.move(staging.resolve(name), target, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(staging);
        }
        return files.size();
    }

    /** Each CA has keys of its own, so files of two of them in one directory would not fit together. */
    private void refuseForeign(Collection<String> written, Collection<Item> all) throws UnusableDirectoryException {
        List<String> foreign = all.stream()
                .flatMap(item -> item.files().keySet().stream())
                .filter(name -> !written.contains(name) && Files.exists(directory.resolve(name)))
                .toList();
        if (!foreign.isEmpty()) {
            throw new UnusableDirectoryException(
                    directory, "it holds files of another CA, such as " + foreign.get(0), null);
        }
    }

    private Path createStaging() throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new UnusableDirectoryException(directory, "it is not a directory", null);
        }
        try {
            Files.createDirectories(directory);
            return Files.createTempDirectory(directory, ".writing-");
        } catch (AccessDeniedException e) {
            throw new UnusableDirectoryException(directory, "no permission", e);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "no file can be made in it" : e.getReason();
            throw new UnusableDirectoryException(directory, reason, e);
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
