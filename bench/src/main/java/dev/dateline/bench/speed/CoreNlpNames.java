package dev.dateline.bench.speed;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.bench.conll.MarkedText;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stanford CoreNLP's tagger of three classes, where the profile {@code peers} put it on the class path. Called by reflection: its
 * licence is the GPL, so nothing that is compiled or shipped here may need it.
 */
final class CoreNlpNames implements NameReading {

    private static final String CLASSIFIER = "edu.stanford.nlp.ie.crf.CRFClassifier";
    private static final String MODEL = "edu/stanford/nlp/models/ner/english.all.3class.distsim.crf.ser.gz";
    private static final Map<String, EntityType> TYPES = Map.of(
            "PERSON", EntityType.PERSON,
            "ORGANIZATION", EntityType.ORGANISATION,
            "LOCATION", EntityType.LOCATION);

    private final Object classifier;
    private final Method classify;

    private CoreNlpNames(Object classifier, Method classify) {
        this.classifier = classifier;
        this.classify = classify;
    }

    /** The tagger, if it is on the class path. */
    static Optional<NameReading> find() throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName(CLASSIFIER);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        Object classifier = type.getMethod("getClassifier", String.class).invoke(null, MODEL);
        return Optional.of(new CoreNlpNames(classifier, type.getMethod("classifyToCharacterOffsets", String.class)));
    }

    @Override
    public String name() {
        return "corenlp-3class";
    }

    @Override
    public Set<MarkedText.Stretch> read(String text) throws ReflectiveOperationException {
        Set<MarkedText.Stretch> names = new HashSet<>();
        for (Object triple : (List<?>) classify.invoke(classifier, text)) {
            EntityType type = TYPES.get(String.valueOf(part(triple, "first")));
            if (type != null) {
                int begin = text.codePointCount(0, (Integer) part(triple, "second"));
                int end = text.codePointCount(0, (Integer) part(triple, "third"));
                names.add(new MarkedText.Stretch(type, begin, end));
            }
        }
        return names;
    }

    private static Object part(Object triple, String name) throws ReflectiveOperationException {
        return triple.getClass().getMethod(name).invoke(triple);
    }
}
