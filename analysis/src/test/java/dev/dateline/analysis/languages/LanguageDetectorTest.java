package dev.dateline.analysis.languages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {

    private static final LanguageDetector DETECTOR = LanguageDetector.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The foreign minister said on Tuesday that talks with the neighbouring country would go on",
                "de | Der Außenminister sagte am Dienstag, die Gespräche mit dem Nachbarland würden fortgesetzt",
                "fr | Le ministre des Affaires étrangères a déclaré mardi que les discussions se poursuivraient",
                "es | El ministro de Asuntos Exteriores dijo el martes que las conversaciones continuarán",
                "pt | O ministro dos Negócios Estrangeiros disse na terça-feira que as negociações vão continuar",
                "it | Il ministro degli Esteri ha detto martedì che i colloqui con il Paese vicino continueranno",
                "nl | De minister van Buitenlandse Zaken zei dinsdag dat de gesprekken worden voortgezet",
                "sv | Utrikesministern sade på tisdagen att samtalen med grannlandet kommer att fortsätta",
                "da | Udenrigsministeren sagde tirsdag, at samtalerne med nabolandet vil blive fortsat",
                "no | Utenriksministeren sa tirsdag at samtalene med nabolandet kommer til å fortsette videre nå",
                "fi | Ulkoministeri sanoi tiistaina, että neuvottelut naapurimaan kanssa jatkuvat",
                "is | Utanríkisráðherra sagði á þriðjudag að viðræður við nágrannaríkið myndu halda áfram",
                "pl | Minister spraw zagranicznych powiedział we wtorek, że rozmowy z sąsiadem będą kontynuowane",
                "cs | Ministr zahraničí v úterý řekl, že rozhovory se sousední zemí budou pokračovat",
                "hu | A külügyminiszter kedden azt mondta, hogy a tárgyalások a szomszédos országgal folytatódnak",
                "ro | Ministrul de externe a declarat marți că discuțiile cu țara vecină vor continua",
                "tr | Dışişleri Bakanı salı günü komşu ülkeyle görüşmelerin süreceğini söyledi",
                "et | Välisminister ütles teisipäeval, et läbirääkimised naaberriigiga jätkuvad",
                "lt | Užsienio reikalų ministras antradienį sakė, kad derybos su kaimynine šalimi tęsis",
                "lv | Ārlietu ministrs otrdien sacīja, ka sarunas ar kaimiņvalsti turpināsies",
                "vi | Bộ trưởng Ngoại giao hôm thứ Ba cho biết các cuộc đàm phán với nước láng giềng sẽ tiếp tục",
                "ru | Министр иностранных дел заявил во вторник, что переговоры с соседней страной продолжатся",
                "uk | Міністр закордонних справ заявив у вівторок, що переговори з сусідньою країною триватимуть",
                "bg | Външният министър заяви във вторник, че разговорите със съседната страна ще продължат",
                "kk | Сыртқы істер министрі сейсенбі күні көрші елмен келіссөздер жалғасатынын айтты",
                "mk | Министерот за надворешни работи изјави дека разговорите ќе продолжат со ѓаволски темпо",
                "el | Ο υπουργός Εξωτερικών δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν",
                "ar | قال وزير الخارجية يوم الثلاثاء إن المحادثات مع البلد المجاور ستستمر",
                "fa | وزیر خارجه روز سه‌شنبه گفت که گفت‌وگوها با کشور همسایه ادامه خواهد یافت",
                "ur | وزیر خارجہ نے منگل کو کہا کہ پڑوسی ملک کے ساتھ بات چیت جاری رہے گی",
                "he | שר החוץ אמר ביום שלישי כי השיחות עם המדינה השכנה יימשכו",
                "hi | विदेश मंत्री ने मंगलवार को कहा कि पड़ोसी देश के साथ बातचीत जारी रहेगी",
                "th | รัฐมนตรีต่างประเทศกล่าวเมื่อวันอังคารว่าการเจรจาจะดำเนินต่อไป",
                "ka | საგარეო საქმეთა მინისტრმა სამშაბათს თქვა, რომ მოლაპარაკებები გაგრძელდება",
                "ko | 외교부 장관은 화요일 이웃 나라와의 회담이 계속될 것이라고 말했다",
                "ja | 外相は火曜日、隣国との協議を続けると述べた",
                "ja | 首相、訪米へ 日米首脳会談で関税を協議",
                "zh | 外交部长周二表示，与邻国的谈判将继续进行"
            })
    void theLanguageOfASentenceIsTold(String language, String sentence) {
        Detection detection = DETECTOR.detect(sentence);

        assertThat(detection.language()).isEqualTo(language);
        assertThat(detection.confidence()).isBetween(0.8, 1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UMongameli uthe uhulumeni wakhe uzoqhubeka nokusebenzisana namazwe angomakhelwane ukuze kunqandwe ubugebengu",
                "Dywedodd Prif Weinidog Cymru y bydd ei lywodraeth yn parhau i weithio gyda gwledydd eraill ar y mater hwn",
                "Dúirt an Taoiseach go leanfaidh an rialtas ag obair le tíortha eile chun dul i ngleic leis an athrú aeráide",
                "Rais wa Kenya amesema serikali yake itaendelea kushirikiana na mataifa jirani ili kukabiliana na ugaidi",
                "Madaxweynaha Soomaaliya ayaa sheegay in dowladdiisu ay sii wadi doonto dagaalka ka dhanka ah kooxda"
            })
    void aLanguageThatTheTableHasNotIsNoneOfThoseItHas(String sentence) {
        assertThat(DETECTOR.detect(sentence)).isEqualTo(Detection.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024", "!? …"})
    void whatIsNoSentenceTellsNoLanguage(String text) {
        assertThat(DETECTOR.detect(text).isDetermined()).isFalse();
    }

    @Test
    void aLongTextIsJudgedByItsBeginning() {
        String english = "The minister said that the talks would go on. ".repeat(2_000);

        assertThat(DETECTOR.detect(english).language()).isEqualTo("en");
    }
}
