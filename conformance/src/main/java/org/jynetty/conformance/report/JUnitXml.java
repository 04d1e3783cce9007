package org.jynetty.conformance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jynetty.conformance.result.Attempt;
import org.jynetty.conformance.result.Outcome;
import org.jynetty.conformance.result.Results;
import org.jynetty.conformance.result.SuiteInfo;
import org.jynetty.conformance.result.TestId;
import org.jynetty.conformance.result.TestResult;
import org.jynetty.conformance.result.Verdict;

/**
 * JUnit XML in Surefire's dialect: one file for each suite on each tested implementation. What the gate accepts is no
 * failure here: an expected difference is a skipped test with its reason, noise is a {@code flakyFailure}.
 */
public final class JUnitXml {
    private static final Pattern NOT_XML = Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]");

    private JUnitXml() {}

    /** Writes {@code TEST-<implementation>.<suite>.xml} files into a folder. */
    public static void write(Results results, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String implementation : results.implementations().keySet()) {
            for (SuiteInfo suite : results.suites()) {
                String name = implementation + "." + suite.name();
                try (OutputStream file = Files.newOutputStream(folder.resolve("TEST-" + name + ".xml"))) {
                    new SuiteWriter(results, suite.name(), implementation).write(name, file);
                } catch (XMLStreamException e) {
                    throw new IOException("cannot write JUnit XML of " + name, e);
                }
            }
        }
    }

    private static final class SuiteWriter {
        private final Results results;
        private final String implementation;
        private final List<Map.Entry<TestId, TestResult>> cases;
        private XMLStreamWriter xml;

        SuiteWriter(Results results, String suite, String implementation) {
            this.results = results;
            this.implementation = implementation;
            this.cases = results.tests().entrySet().stream()
                    .filter(row ->
                            row.getKey().suite().equals(suite) && row.getValue().containsKey(implementation))
                    .map(row -> Map.entry(row.getKey(), row.getValue().get(implementation)))
                    .toList();
        }

        void write(String name, OutputStream file) throws XMLStreamException {
            xml = XMLOutputFactory.newInstance().createXMLStreamWriter(file, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", name);
            xml.writeAttribute("tests", String.valueOf(cases.size()));
            xml.writeAttribute("failures", String.valueOf(count(each -> isFailure(each) && !isError(each))));
            xml.writeAttribute("errors", String.valueOf(count(each -> isFailure(each) && isError(each))));
            xml.writeAttribute("skipped", String.valueOf(count(each -> skipReason(each) != null)));
            xml.writeAttribute(
                    "time",
                    seconds(cases.stream()
                            .mapToDouble(each -> each.getValue().first().seconds())
                            .sum()));
            xml.writeStartElement("properties");
            for (Map.Entry<String, String> fact :
                    results.implementations().get(implementation).facts().entrySet()) {
                xml.writeEmptyElement("property");
                xml.writeAttribute("name", fact.getKey());
                xml.writeAttribute("value", clean(fact.getValue()));
            }
            xml.writeEndElement();
            for (Map.Entry<TestId, TestResult> each : cases) {
                writeCase(name, each.getKey(), each.getValue());
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        }

        private long count(java.util.function.Predicate<TestResult> which) {
            return cases.stream().map(Map.Entry::getValue).filter(which).count();
        }

        private void writeCase(String suite, TestId id, TestResult result) throws XMLStreamException {
            int dot = id.name().lastIndexOf('.');
            xml.writeCharacters("\n ");
            xml.writeStartElement("testcase");
            xml.writeAttribute(
                    "classname", dot < 0 ? suite : suite + "." + id.name().substring(0, dot));
            xml.writeAttribute("name", id.name().substring(dot + 1));
            xml.writeAttribute("time", seconds(result.first().seconds()));
            String skip = skipReason(result);
            if (isFailure(result)) {
                writeProblem(isError(result) ? "error" : "failure", result.first());
                for (Attempt retry :
                        result.attempts().subList(1, result.attempts().size())) {
                    writeRerun("rerun", retry);
                }
            } else if (isFlaky(result)) {
                for (Attempt attempt : result.attempts()) {
                    if (!attempt.outcome().isSuccess()) {
                        writeRerun("flaky", attempt);
                    }
                }
            } else if (skip != null) {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", clean(skip));
            }
            xml.writeEndElement();
        }

        private void writeProblem(String element, Attempt attempt) throws XMLStreamException {
            xml.writeStartElement(element);
            xml.writeAttribute("message", clean(attempt.headline()));
            xml.writeAttribute(
                    "type",
                    attempt.thrown() == null
                            ? attempt.outcome().name()
                            : clean(attempt.thrown().type()));
            String text = attempt.thrown() == null
                    ? attempt.detail()
                    : attempt.thrown().traceback();
            if (element.startsWith("rerun") || element.startsWith("flaky")) {
                xml.writeStartElement(
                        "stackTrace"); // of an attempt that is not the verdict, the schema wants it inside
                xml.writeCharacters(clean(text == null ? "" : text));
                xml.writeEndElement();
            } else {
                xml.writeCharacters(clean(text == null ? "" : text));
            }
            xml.writeEndElement();
        }

        /** An attempt besides the first: {@code rerunFailure}, {@code flakyError} and so on. */
        private void writeRerun(String prefix, Attempt attempt) throws XMLStreamException {
            writeProblem(prefix + (attempt.outcome() == Outcome.FAIL ? "Failure" : "Error"), attempt);
        }
    }

    private static boolean isFailure(TestResult result) {
        return result.judgement() == null
                ? !result.first().outcome().isSuccess() && result.first().outcome() != Outcome.SKIP
                : !result.judgement().expected();
    }

    private static boolean isFlaky(TestResult result) {
        return result.judgement() != null && result.judgement().verdict() == Verdict.FLAKY;
    }

    private static boolean isError(TestResult result) {
        return result.first().outcome() != Outcome.FAIL;
    }

    /** Why a case that is no failure did not conform, or was skipped; null where it passed. */
    private static String skipReason(TestResult result) {
        Attempt first = result.first();
        if (isFailure(result) || isFlaky(result) || first.outcome().isSuccess()) {
            return null;
        }
        String reason = result.judgement() == null ? null : result.judgement().reason();
        return reason == null ? first.headline() : reason + " (" + first.headline() + ")";
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String clean(String text) {
        return NOT_XML.matcher(text).replaceAll("?");
    }
}
