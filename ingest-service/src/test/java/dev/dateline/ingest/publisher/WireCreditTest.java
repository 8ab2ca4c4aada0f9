package dev.dateline.ingest.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCreditTest {

    private static final String TEXT = "The ferry was late again on Monday.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Reuters                          | Reuters
                    AFP                              | Agence France-Presse
                    The Associated Press             | Associated Press
                    Ana Lind, Associated Press       | Associated Press
                    Ana Lind and Bo Ek for Reuters   | Reuters
                    """)
    void anAgencyAmongTheAuthorsIsTheOrigin(String author, String agency) {
        assertThat(WireCredit.of(List.of("Bo Ek", author), TEXT)).isEqualTo(agency);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    OSLO (Reuters) - The ferry was late.               ~ Reuters
                    OSLO, Norway (AP) — The ferry was late.            ~ Associated Press
                    BEIJING, Nov. 1 (Xinhua) -- The ferry was late.    ~ Xinhua
                    (AFP) - The ferry was late.                        ~ Agence France-Presse
                    New Delhi, Jan 3 (PTI): The ferry was late.        ~ Press Trust of India
                    """)
    void aDatelineNamesTheOrigin(String body, String agency) {
        assertThat(WireCredit.of(List.of(), body)).isEqualTo(agency);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    AFP                                                               ~ Agence France-Presse
                    (AP)                                                              ~ Associated Press
                    Source: Reuters                                                   ~ Reuters
                    Copyright 2024 The Associated Press. All rights reserved.         ~ Associated Press
                    © 2023 AFP                                                        ~ Agence France-Presse
                    """)
    void aClosingLineThatIsNothingButTheCreditNamesTheOrigin(String closing, String agency) {
        assertThat(WireCredit.of(List.of("Bo Ek"), TEXT + "\n\n" + TEXT + "\n\n" + closing))
                .isEqualTo(agency);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The minister told Reuters (Reuters) that it was late.",
                "AFP contributed to this report.",
                "With inputs from PTI",
                "Additional reporting by Reuters",
                "The AP said so.",
                "He joined the AAP.",
                "Reuters photographers were there.",
            })
    void aTextThatOnlySpeaksOfAnAgencyIsItsPublishersOwn(String paragraph) {
        assertThat(WireCredit.of(List.of("Bo Ek"), paragraph + "\n\n" + TEXT + "\n\n" + paragraph))
                .isNull();
    }

    @Test
    void aNameThatHoldsAnAgencysLettersIsNoAgency() {
        assertThat(WireCredit.of(List.of("Ana Apfel", "Mapstone", "Reutersward"), TEXT))
                .isNull();
    }
}
