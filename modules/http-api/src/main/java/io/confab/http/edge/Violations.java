package io.confab.http.edge;

import io.confab.contract.Failure;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words, and with the field at fault, how a request breaks the OpenAPI contract. */
final class Violations {

    private static final Pattern PARAMETER = Pattern.compile("(?:path|query|header|cookie) parameter (\\S+)");
    private static final Pattern MISSING = Pattern.compile("Instance does not have required property \"(.+)\"");
    /** What the JSON Schema library says, and what we say; it never repeats a text that the client has sent. */
    private static final Map<Pattern, String> WORDS = Map.of(
            Pattern.compile("Instance type \\w+ is invalid\\. Expected (.+)"), "must be of the type $1",
            Pattern.compile("String is too short \\(\\d+ < (\\d+)\\)"), "needs at least $1 character(s)",
            Pattern.compile("String is too long \\(\\d+ > (\\d+)\\)"), "has more than $1 characters",
            Pattern.compile("\\S+ is less than (\\S+)"), "must be at least $1",
            Pattern.compile("\\S+ is greater than (\\S+)"), "must be at most $1",
            Pattern.compile("Array has too many items .*> (\\d+)\\)"), "has more than $1 items",
            Pattern.compile("Instance does not match any of (.+)"), "must be one of $1",
            Pattern.compile("Instance does not have at least 1 properties"), "needs at least one field",
            Pattern.compile("String does not match pattern"), "is not well-formed");

    private Violations() {}

    static Failure failure(ValidatorException violation) {
        if (violation instanceof SchemaValidationException broken) {
            List<OutputUnit> errors = broken.getOutputUnit().getErrors();
            return ofSchema(violation.getMessage(), errors.get(errors.size() - 1));
        }
        Matcher parameter = PARAMETER.matcher(violation.getMessage());
        return parameter.find()
                ? Failure.invalid(parameter.group(1), parameter.group(1) + " is missing or cannot be read")
                : Failure.invalid("body", "The request needs a JSON body");
    }

    /** The last error is the innermost one: the outer ones only say that something inside is wrong. */
    private static Failure ofSchema(String message, OutputUnit error) {
        String field = field(message, error.getInstanceLocation());
        Matcher missing = MISSING.matcher(error.getError());
        if (missing.matches()) {
            String absent = "body".equals(field) ? missing.group(1) : field + "/" + missing.group(1);
            return Failure.invalid(absent, absent + " is missing");
        }
        return Failure.invalid(field, field + " " + words(error.getError()));
    }

    private static String field(String message, String location) {
        if (location.startsWith("#/")) {
            return location.substring(2);
        }
        Matcher parameter = PARAMETER.matcher(message);
        return parameter.find() ? parameter.group(1) : "body";
    }

    private static String words(String error) {
        return WORDS.entrySet().stream()
                .filter(word -> word.getKey().matcher(error).matches())
                .findFirst()
                .map(word -> word.getKey().matcher(error).replaceFirst(word.getValue()))
                .orElse("is not what the contract describes");
    }
}
