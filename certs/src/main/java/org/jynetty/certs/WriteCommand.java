package org.jynetty.certs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the catalogue, or a part of it, as files. */
@Command(
        name = "write",
        description = "Make a new CA and write its files: NAME.cert.pem, NAME.chain.pem (up to, without, the root), "
                + "NAME.key.pem, NAME.pem (key and chain), NAME.p12, and keys/ in every PEM dialect.")
final class WriteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where to; it is made if it is not there.")
    private Path directory;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Write this item alone, with the certificates of the CAs above it. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Items items = new Items(TestCa.create());
        List<Item> selected = only.isEmpty()
                ? items.all()
                : only.stream().map(name -> find(items, name)).toList();
        try {
            int count = new DirectoryWriter(directory).write(selected, items.all());
            spec.commandLine().getOut().printf("%d files in %s; password: %s%n", count, directory, TestCa.PASSWORD);
            return 0;
        } catch (UnusableDirectoryException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Item find(Items items, String name) {
        Item item = items.find(name);
        if (item == null) {
            throw new ParameterException(spec.commandLine(), "there is no \"" + name + "\"; list prints all names");
        }
        return item;
    }
}
