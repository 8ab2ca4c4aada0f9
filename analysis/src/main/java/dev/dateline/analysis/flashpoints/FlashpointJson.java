package dev.dateline.analysis.flashpoints;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.RecordJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Definitions as JSON, each a {@link FlashpointDefinition} by the names of its fields: the one reading, for the files that
 * ship with this module and for what an operator writes. {@link RecordJson} writes the same form.
 */
public final class FlashpointJson {

    private FlashpointJson() {}

    /**
     * The definition that a text holds.
     *
     * @throws BadDefinitionException with everything that is wrong, each with its line: not JSON, a field that is missing,
     *     unknown or of the wrong type, a value that no flashpoint can have
     */
    public static FlashpointDefinition read(String json) throws BadDefinitionException {
        LocatedJson value;
        try {
            value = LocatedJson.parse(json);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new BadDefinitionException(
                    List.of(new DefinitionProblem(line, column, "", "is not JSON: " + e.getOriginalMessage())));
        }
        SchemaReader reader = new SchemaReader();
        FlashpointDefinition definition =
                (FlashpointDefinition) reader.read(value, FlashpointDefinition.getClassSchema());
        // The rules ask the fields, which are all there only where the form is right.
        if (definition != null && reader.problems().isEmpty()) {
            DefinitionRules.check(definition, reader::problem);
        }
        if (definition == null || !reader.problems().isEmpty()) {
            throw new BadDefinitionException(reader.problems());
        }
        return definition;
    }

    /** What is wrong with a definition that was not read here but came as a record; lines are 1, for there are none. */
    public static List<DefinitionProblem> problems(FlashpointDefinition definition) {
        List<DefinitionProblem> problems = new ArrayList<>();
        DefinitionRules.check(
                definition, (field, message) -> problems.add(new DefinitionProblem(1, 1, field, message)));
        return problems;
    }
}
