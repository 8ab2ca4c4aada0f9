package dev.dateline.bench.evaluate;

import dev.dateline.analysis.countries.CountryNames;
import dev.dateline.analysis.entities.PlaceName;
import dev.dateline.analysis.places.Place;
import dev.dateline.analysis.places.PlaceTable;
import dev.dateline.analysis.places.Toponym;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.schemas.Mention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the tables give without any reading: every stretch of capitalised words that is a name in them, the longest first, as
 * the country of that name or else the place with most inhabitants. The line that reading has to beat.
 */
final class GazetteerOnly {

    private static final int LONGEST = 4;

    private final PlaceTable table = PlaceTable.load();
    private final CountryNames countries = CountryNames.load();

    List<Toponym> toponyms(Document document) {
        List<Toponym> toponyms = new ArrayList<>();
        for (int sentence = 0; sentence < document.sentences().size(); sentence++) {
            int at = 0;
            while (at < document.sentences().get(sentence).tokens().size()) {
                at = next(document, sentence, at, toponyms);
            }
        }
        return toponyms;
    }

    private int next(Document document, int index, int first, List<Toponym> toponyms) {
        Sentence sentence = document.sentences().get(index);
        List<Token> tokens = sentence.tokens();
        int most = Math.min(tokens.size(), first + LONGEST);
        for (int end = most; end > first && isCapitalised(tokens.get(first)); end--) {
            if (!isCapitalised(tokens.get(end - 1))) {
                continue;
            }
            Mention mention = document.mention(
                    sentence.field(),
                    tokens.get(first).begin(),
                    tokens.get(end - 1).end());
            PlaceName name = new PlaceName(mention, index, first, end, 1);
            Optional<String> country = countries.country(mention.getText());
            if (country.isPresent()) {
                toponyms.add(new Toponym(name, null, country.get(), true, 1));
                return end;
            }
            Optional<Place> place =
                    table.named(mention.getText()).stream().max(Comparator.comparingLong(Place::population));
            if (place.isPresent()) {
                toponyms.add(new Toponym(name, place.get(), place.get().country(), false, 1));
                return end;
            }
        }
        return first + 1;
    }

    private static boolean isCapitalised(Token token) {
        return Character.isUpperCase(token.text().codePointAt(0));
    }
}
