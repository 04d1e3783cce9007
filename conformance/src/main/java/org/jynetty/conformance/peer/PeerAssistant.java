package org.jynetty.conformance.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jynetty.conformance.worker.Assistant;
import org.jynetty.fixtures.fault.Fault;
import org.jynetty.fixtures.fault.FaultProxy;

/** Answers what one test asks of the peers; ends, with the test, those that it was given. */
final class PeerAssistant implements Assistant {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LARGE_LIMIT = Duration.ofSeconds(40);
    private static final int STARTS = 3;
    private static final int OUTPUT_SHOWN = 2000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PeerHost host;
    private final PeerFolder folder;
    private final Map<String, Cell> cells;
    private final List<PeerProcess> processes = new ArrayList<>();
    private final List<FaultProxy> proxies = new ArrayList<>();

    PeerAssistant(PeerHost host, PeerFolder folder, Map<String, Cell> cells) {
        this.host = host;
        this.folder = folder;
        this.cells = cells;
    }

    @Override
    public JsonNode answer(JsonNode question) throws IOException, InterruptedException {
        String what = question.path("do").asText();
        return switch (what) {
            case "cells" -> cells();
            case "start-server" -> startServer(question);
            case "start-client" -> startClient(question);
            case "send" -> send(question);
            case "output" -> output(question);
            case "digest" -> digest(question);
            case "wait" -> awaitEnd(question);
            case "kill" -> kill(question);
            case "proxy" -> proxy(question);
            default -> throw new IOException("peers know no question \"" + what + "\"");
        };
    }

    private JsonNode cells() {
        ArrayNode all = JSON.arrayNode();
        cells.forEach((name, cell) -> {
            ObjectNode each = all.addObject();
            each.put("name", name);
            each.put("stack", cell.stack().name());
            each.put("role", cell.stack().role().label());
            each.put("speaks", cell.stack().speaks());
            each.put("version", cell.version());
            each.put("certificate", cell.certificate());
            each.put("scenario", cell.scenario());
            each.put("folder", folder.root().toString());
        });
        return all;
    }

    /** Starts the server of a cell with this certificate, and waits until it listens. */
    private JsonNode startServer(JsonNode question) throws IOException {
        Cell cell = cell(question);
        for (int tries = 1; ; tries++) {
            int port = Ports.free();
            PeerProcess process = start(cell, question, port);
            if (Ports.awaitListener(port, process, LIMIT)) {
                return started(process, port);
            }
            processes.remove(process);
            process.close();
            if (tries == STARTS) {
                throw new IOException(
                        "%s does not listen: %s".formatted(cell.stack().script(), tail(process)));
            }
        }
    }

    private JsonNode startClient(JsonNode question) throws IOException {
        int port = question.path("port").asInt();
        return started(start(cell(question), question, port), port);
    }

    private Cell cell(JsonNode question) throws IOException {
        Cell cell = cells.get(question.path("cell").asText());
        if (cell == null) {
            throw new IOException("no such cell: " + question.path("cell"));
        }
        return cell;
    }

    private PeerProcess start(Cell cell, JsonNode question, int port) throws IOException {
        List<String> words = new ArrayList<>();
        words.add("PORT=" + port);
        words.add("VERSION=" + cell.version());
        words.add("CERTS=" + folder.certificates());
        words.add("FILES=" + folder.files());
        words.add("CERT=" + question.path("certificate").asText("server-" + cell.certificate()));
        words.add("FEATURE=" + question.path("feature").asText(cell.scenario()));
        words.add("sh");
        words.add(folder.scripts().resolve(cell.stack().script()).toString());
        PeerProcess process = host.start(String.join(" ", words));
        processes.add(process);
        return process;
    }

    private JsonNode started(PeerProcess process, int port) {
        return JSON.objectNode().put("peer", processes.indexOf(process)).put("port", port);
    }

    private PeerProcess process(JsonNode question) throws IOException {
        int index = question.path("peer").asInt(-1);
        if (index < 0 || index >= processes.size()) {
            throw new IOException("no such peer: " + question);
        }
        return processes.get(index);
    }

    private JsonNode send(JsonNode question) throws IOException {
        String text = question.path("text").asText();
        byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
        process(question).send(data);
        return JSON.objectNode();
    }

    /** Waits until the output has the pattern; the match, or a failure that shows what there is instead. */
    private JsonNode output(JsonNode question) throws IOException, InterruptedException {
        PeerProcess process = process(question);
        Pattern pattern = Pattern.compile(question.path("pattern").asText(), Pattern.MULTILINE);
        if (!process.awaitOutput(pattern, LIMIT)) {
            throw new IOException("the peer's output has no \"%s\": %s".formatted(pattern, tail(process)));
        }
        var matcher = pattern.matcher(process.output());
        if (!matcher.find()) {
            throw new IOException("the peer's output has changed: " + tail(process));
        }
        return JSON.objectNode().put("text", matcher.group(matcher.groupCount() > 0 ? 1 : 0));
    }

    /** Waits until so much has come behind the marker; its SHA-256. */
    private JsonNode digest(JsonNode question) throws IOException, InterruptedException {
        PeerProcess process = process(question);
        String marker = question.path("marker").asText();
        int length = question.path("length").asInt();
        if (!process.awaitLength(marker, length, LARGE_LIMIT)) {
            throw new IOException(
                    "the peer got less than %d bytes behind \"%s\": %s".formatted(length, marker, tail(process)));
        }
        String output = process.output();
        int from = output.indexOf(marker) + marker.length();
        byte[] bytes = output.substring(from, from + length).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return JSON.objectNode()
                    .put(
                            "sha256",
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private JsonNode awaitEnd(JsonNode question) throws IOException, InterruptedException {
        PeerProcess process = process(question);
        if (!process.awaitEnd(LIMIT)) {
            throw new IOException("the peer does not end: " + tail(process));
        }
        ObjectNode answer = JSON.objectNode();
        process.exitStatus().ifPresent(status -> answer.put("status", status));
        return answer.put("output", process.output());
    }

    private JsonNode kill(JsonNode question) throws IOException {
        process(question).close();
        return JSON.objectNode();
    }

    private JsonNode proxy(JsonNode question) throws IOException {
        Fault fault = Fault.parse(question.path("fault").asText());
        FaultProxy proxy = FaultProxy.start(question.path("port").asInt(), fault);
        proxies.add(proxy);
        return JSON.objectNode().put("port", proxy.port());
    }

    private static String tail(PeerProcess process) {
        String output = process.output();
        String end =
                output.substring(Math.max(0, output.length() - OUTPUT_SHOWN)).strip();
        String status =
                process.exitStatus().map(code -> "[exit status " + code + "] ").orElse("");
        return status + (end.isEmpty() ? "it said nothing" : end);
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
        for (PeerProcess process : processes) {
            try {
                process.close();
            } catch (IOException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
