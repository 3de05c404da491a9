package io.portcullis.host.cli;

import io.portcullis.model.gate.Scope;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** --scope of kill and resume. */
final class ScopeOption {
    @Option(
            names = "--scope",
            paramLabel = "S",
            defaultValue = "global",
            converter = Converter.class,
            description = "global, venue:NAME, account:NAME, sector:NAME, instrument:NAME or agent:NAME"
                    + " (default: ${DEFAULT-VALUE})")
    private Scope scope;

    Scope value() {
        return scope;
    }

    /** Lets the scope itself say what would be right. */
    static final class Converter implements ITypeConverter<Scope> {
        @Override
        public Scope convert(String text) {
            try {
                return Scope.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
