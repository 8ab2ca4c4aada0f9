package dev.dateline.analysis.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "Minister of National Defense Adm. Ana Ruiz, Ana Ruiz",
        "President Ana Ruiz, Ana Ruiz",
        "Prime Minister Ana Ruiz, Ana Ruiz",
        "Secretary of State Ana Ruiz, Ana Ruiz",
        "Mr. Ruiz, Ruiz",
        "Ana Ruiz 's, Ana Ruiz",
        "Ana Ruiz, Ana Ruiz",
    })
    void titlesAndRolesAreNoPartOfAName(String written, String bare) {
        List<String> words = List.of(written.split(" "));
        Name name = new Name(EntityType.PERSON, 0, 3, 3 + words.size(), words, 1);

        assertThat(PersonName.bare(name).key()).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource({
        "Joe Hill, Joseph R. Hill",
        "José Núñez, Jose Nunez",
        "Ana da Costa, Ana Maria da Costa",
        "Ana Ruiz Jr., Ana Ruiz",
    })
    void formsOfOneNameAreKnownAsOne(String one, String other) {
        assertThat(parts(one).isFormOf(parts(other))).isTrue();
        assertThat(parts(other).isFormOf(parts(one))).isTrue();
    }

    @Test
    void twoMembersOfAFamilyAreTwo() {
        assertThat(parts("Ana Ruiz").isFormOf(parts("Pedro Ruiz"))).isFalse();
    }

    private static PersonName parts(String name) {
        return PersonName.of(List.of(name.split(" ")));
    }
}
