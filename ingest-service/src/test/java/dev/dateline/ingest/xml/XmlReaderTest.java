package dev.dateline.ingest.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

    @Test
    void aFaultIsToldWithoutTheStateOfTheParser() throws Exception {
        assertThat(read("<rss><channel><title>a < b</title></channel></rss>").faults())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.message()).doesNotContain("state", "["));
    }

    @Test
    void aSoundDocumentHasNoFaults() throws XmlRefusedException {
        XmlDocument document = read("<?xml version='1.0'?><!-- c --><a x='1'><b/><c>t</c></a>");

        assertThat(document.faults()).isEmpty();
        assertThat(document.root().children()).extracting(XmlElement::name).containsExactly("b", "c");
        assertThat(document.root().attribute("x")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <a>Fish & Chips</a>                        | Fish & Chips
            <a>caf&eacute; &mdash; &hellip;</a>        | café — …
            <a>1 < 2</a>                               | 1 < 2
            <a>&nosuch;</a>                            | &nosuch;
            <a>&#x92;&#8217;&#X41;</a>                 | ’’A
            <a><![CDATA[<b>&amp;</b>]]></a>            | <b>&amp;</b>
            <a>open <b>end</a>                         | open end
            warning in line 3 <a>behind junk</a>       | behind junk
            """)
    void brokenTextIsReadAsFeedReadersDo(String xml, String text) throws XmlRefusedException {
        assertThat(read(xml).root().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>open <b>end</a>", "<a>cut", "junk <a/>", "<a><nodecl:b/></a>", "<a>&nosuch;</a>"})
    void whatWasMendedIsSaid(String xml) throws XmlRefusedException {
        assertThat(read(xml).faults()).isNotEmpty();
    }

    @Test
    void namespacesAreToldByTheirAddressWhateverThePrefix() throws XmlRefusedException {
        XmlElement root = read("<r xmlns:x='http://purl.org/dc/elements/1.1/' xmlns='http://www.w3.org/2005/Atom'>"
                        + "<x:creator/><dcterms:issued/><title xmlns=''/></r>")
                .root();

        assertThat(root.vocabulary()).isEqualTo(Vocabulary.ATOM);
        assertThat(root.children())
                .extracting(XmlElement::vocabulary)
                .containsExactly(Vocabulary.DC, Vocabulary.DCTERMS, Vocabulary.RSS);
    }

    @Test
    void addressesAreResolvedAgainstTheBaseThatHolds() throws XmlRefusedException {
        XmlElement inner = read("<a xml:base='/one/'><b xml:base='two/'><c/></b></a>")
                .root()
                .find("b", "c")
                .orElseThrow();

        assertThat(inner.resolve("x?y=1", "http://example.org/feed")).isEqualTo("http://example.org/one/two/x?y=1");
        assertThat(inner.resolve("http://other.example/", null)).isEqualTo("http://other.example/");
        assertThat(inner.resolve("not an address", "http://example.org/")).isEqualTo("not an address");
    }

    @Test
    void theLanguageIsThatOfTheNearestElementThatStatesOne() throws XmlRefusedException {
        XmlElement root = read("<a xml:lang='en_GB'><b/><c xml:lang=''/></a>").root();

        assertThat(root.child("b").orElseThrow().language()).isEqualTo("en-GB");
        assertThat(root.child("c").orElseThrow().language()).isNull();
    }

    @Test
    void aDocumentTypeWithoutEntitiesIsPassedOver() throws XmlRefusedException {
        XmlDocument document = read("<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://dtd.example/rss.dtd' ["
                + "<!ELEMENT rss ANY><!-- > ] -->]>\n<rss><a>t</a></rss>");

        assertThat(document.root().text()).isEqualTo("t");
        assertThat(document.root().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                "<!DOCTYPE a [ <!entity b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>",
                "<!-- <a> --><!DOCTYPE a [<!ENTITY % p SYSTEM 'http://other.example/x.dtd'> %p;]><a/>",
                "<!DOCTYPE a [ %remote; ]><a/>",
                "<?pi <a?><!DOCTYPE a [<!ENTITY a '&a;'>]><a/>"
            })
    void declaredEntitiesRefuseTheDocument(String xml) {
        assertThatExceptionOfType(XmlRefusedException.class)
                .isThrownBy(() -> read(xml))
                .returns(XmlRefusedException.Cause.ENTITIES, XmlRefusedException::reason);
    }

    @Test
    void tooDeepOrTooManyElementsRefuseTheDocument() {
        XmlLimits limits = new XmlLimits(10, 100);

        assertThatExceptionOfType(XmlRefusedException.class)
                .isThrownBy(() -> XmlReader.read("<a>".repeat(11), limits))
                .returns(XmlRefusedException.Cause.DEPTH, XmlRefusedException::reason)
                .withMessageContaining("10 deep");
        assertThatExceptionOfType(XmlRefusedException.class)
                .isThrownBy(() -> XmlReader.read("<a>" + "<b/>".repeat(100) + "</a>", limits))
                .returns(XmlRefusedException.Cause.LIMIT, XmlRefusedException::reason)
                .withMessageContaining("100 elements");
    }

    @Test
    void nothingButTextIsNoDocument() {
        assertThatExceptionOfType(XmlRefusedException.class)
                .isThrownBy(() -> read("plain words"))
                .returns(XmlRefusedException.Cause.NO_ELEMENT, XmlRefusedException::reason);
    }

    private static XmlDocument read(String xml) throws XmlRefusedException {
        return XmlReader.read(xml, XmlLimits.STANDARD);
    }
}
