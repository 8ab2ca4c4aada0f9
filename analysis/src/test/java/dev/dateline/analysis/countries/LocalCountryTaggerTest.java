package dev.dateline.analysis.countries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.text.Document;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCountryTaggerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Frankreichs Präsident reist nach Polen und in die USA | FR PL US",
                "fr | L'Iran et les Etats-Unis reprennent les discussions avec l’Égypte | IR US EG",
                "es | EE. UU. y México firman un acuerdo en Perú | US MX PE",
                "pt | Os EUA e o Reino Unido discutem com a China | US GB CN",
                "it | Gli Stati Uniti e la Francia dall'Egitto | US FR EG",
                "nl | De VS en Duitsland praten over Oekraïne | US DE UA",
                "sv | Sveriges statsminister reser till Ryssland och USA | SE RU US",
                "fi | Venäjän presidentti tapasi Kiinan johtajan Suomessa, Yhdysvaltain lähettiläs Ruotsissa | RU CN FI US SE",
                "pl | Prezydent Rosji rozmawiał z kanclerzem Niemiec o Ukrainie i Stanach Zjednoczonych | RU DE UA US",
                "cs | Ministr České republiky jednal v Rusku a na Ukrajině | CZ RU UA",
                "hu | Magyarország és Oroszország tárgyal Kínával | HU RU CN",
                "ro | Președintele României s-a întâlnit cu premierul Franței | RO FR",
                "tr | Türkiye'nin Rusya'ya ve ABD'ye mesajı | TR RU US",
                "ru | Россия и США обсудили Украину, Южную Корею и Саудовскую Аравию | RU US UA KR SA",
                "uk | Україна отримала допомогу від Німеччини та Польщі | UA DE PL",
                "bg | Русия и САЩ преговарят в България | RU US BG",
                "el | Η Ελλάδα και η Τουρκία, με πρωτοβουλία των ΗΠΑ, στη Γερμανία | GR TR US DE",
                "ar | وروسيا والصين تدعوان إيران إلى مفاوضات في مصر | RU CN IR EG",
                "fa | ایران و روسیه با آمریکا مذاکره کردند | IR RU US",
                "he | נשיא רוסיה נפגש בסין עם נציגי איראן | RU CN IR",
                "hi | भारत और अमेरिका ने चीन पर बात की | IN US CN",
                "ko | 미국은 북한과 회담하고 중국의 역할을 논의했다 | US KP CN",
                "ja | 米国と北朝鮮、インドネシアで会談 | US KP ID",
                "zh | 美国与俄罗斯在沙特阿拉伯谈判，印度尼西亚关注 | US RU SA ID",
                "zh | 美國與臺灣簽署協議 | US TW",
                "th | สหรัฐฯ และญี่ปุ่นหารือเรื่องเมียนมา | US JP MM",
                "vi | Việt Nam và Hàn Quốc ký thỏa thuận với Nhật Bản | VN KR JP",
                "id | Presiden Indonesia bertemu pemimpin Jepang di Mesir | ID JP EG",
                "ka | რუსეთის პრეზიდენტი საქართველოში | RU GE",
                "sr | Председник Србије у Русији и Кини | RS RU CN",
                "sw | Rais wa Kenya azuru Marekani | KE US"
            })
    void countriesAreFoundByTheirNamesAsTheLanguageBendsThem(String language, String title, String countries) {
        assertThat(ids(language, title)).containsExactlyInAnyOrder(countries.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es | El festival de Granada y los chiles de la región",
                "fr | Maurice a mangé à Saint-Martin",
                "it | Il treno per Monaco di Baviera",
                "ru | Того же мнения министр",
                "tr | Mali tablolar açıklandı",
                "sv | Michael Jordan spelade på Long Island, och polen smälter",
                "zh | 上海地区居民在马里兰州",
                "ja | マリオの新作、チリソースと発売",
                "cs | Česká spořitelna"
            })
    void whatOnlyLooksLikeACountryIsNone(String language, String title) {
        assertThat(ids(language, title)).isEmpty();
    }

    @Test
    void theReceiptNamesTheLanguageAndTheMentionIsExactlyThatStretch() {
        Document document = Document.of("", "😀 Президент России прибыл.");

        Tag tag = LocalCountryTagger.standard().tag(document, "ru").getFirst();

        assertThat(tag.getRule()).isEqualTo("country-names:ru");
        assertThat(tag.getLabel()).isEqualTo("Russia");
        assertThat(tag.getMentions()).containsExactly(document.mention(Field.BODY, 12, 18));
        assertThat(tag.getMentions().getFirst().getText()).isEqualTo("России");
    }

    @Test
    void inTextWithoutSpacesOffsetsCountCodePointsOfTheField() {
        Document document = Document.of("", "😀协议。美国签署。");

        assertThat(LocalCountryTagger.standard().tag(document, "zh").getFirst().getMentions())
                .containsExactly(document.mention(Field.BODY, 4, 6));
    }

    @Test
    void aLanguageWithoutNamesInThePlatformGivesNone() {
        assertThat(ids("dv", "Russia")).isEmpty();
        assertThat(ids("xx", "Russia")).isEmpty();
    }

    private static List<String> ids(String language, String title) {
        return LocalCountryTagger.standard().tag(Document.of(title, ""), language).stream()
                .map(Tag::getId)
                .toList();
    }
}
