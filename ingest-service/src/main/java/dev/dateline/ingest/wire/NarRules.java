package dev.dateline.ingest.wire;

import dev.dateline.ingest.xml.Vocabulary;
import dev.dateline.ingest.xml.XmlElement;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What NewsML-G2 asks of an item and a reader may rely on: the parts that every item must have, names that the architecture
 * knows, dates, addresses and codes of the right form. It is no full validation: what it finds is told, and the item is read.
 */
final class NarRules {

    private static final int KEPT = 5;

    private static final Pattern DATE = Pattern.compile(
            "-?\\d{4}(?:-\\d{2}(?:-\\d{2}(?:T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?)?)?");

    private static final Pattern QCODE = Pattern.compile("[^\\s:]+:\\S+");

    private static final Set<String> DATES = Set.of(
            "versionCreated", "firstCreated", "contentCreated", "contentModified", "embargoed", "expires", "created");

    /** Elements of the architecture (NewsML-G2 2.34, facts of the standard, CC BY 4.0, IPTC). */
    private static final Set<String> KNOWN = Set.of((""
                    + "POIDetails a accessStatus access action address affiliation altId altLoc altRep area assert assignedTo audience"
                    + " authority bag bit born br broader by capacity catalog catalogContainer catalogItem catalogRef channel circle"
                    + " concept conceptId conceptItem conceptMetaExtProperty conceptRef conceptSet confirmation contactInfo"
                    + " contentCreated contentMeta contentMetaExtProperty contentModified contentSet contentWarning contributor"
                    + " copyrightHolder copyrightNotice country coverage created creator creditline dataMining dateline dates"
                    + " definition delivery deliveredItemRef derivedFrom derivedFromValue description destination died digitalSourceType"
                    + " dissolved duration edNote email embargoed end eventDetails eventDetailsExtProperty exclAudience expires"
                    + " facetConcept fileName firstCreated founded g2contentType g2genre g2IDType generator genre geoAreaDetails group"
                    + " groupExtProperty groupRef groupSet hasInstrument hash header headline hop hopHistory icon im incomingFeedId"
                    + " infoSource inline inlineData inlineRef inlineXML instance itemClass itemMeta itemMetaExtProperty itemRef itemSet"
                    + " keyword knowledgeItem language line link locality located location mainConcept memberOf metadataCreator name"
                    + " narrower newsContentCharacteristics newsContentTypeStandard newsCoverage newsCoverageExtProperty newsCoverageSet"
                    + " newsCoverageStatus newsDelivery newsItem newsItemRef newsMessage note objectDetails occurStatus organisationDetails"
                    + " organiser origRep origin packageItem partMeta partMetaExtProperty participant participationRequirement party"
                    + " permission personDetails phone planning planningExtProperty planningItem polygon position postalCode priority"
                    + " processed profile provider pubStatus published quote rating receiver recurrence rDate rRule exDate exRule"
                    + " registration related remoteContent remoteContentExtProperty remoteInfo rightsExpressionData rightsExpressionXML"
                    + " rightsInfo rightsInfoExtProperty role ruby sameAs sameAsScheme scheduled scheme schemeMeta sender sent sentence"
                    + " service signal slugline span start strings subject team timeDelim timestamp title topic transmitId type"
                    + " urgency usageTerms userInteraction versionCreated web worldRegion countryArea cityArea city pointOfInterest"
                    + " hasPart conceptExtProperty assertExtProperty embeddedContent sportEvent")
            .split(" "));

    private NarRules() {}

    /** What is not as the standard asks, in words; empty for nothing found. */
    static List<String> faults(XmlElement item) {
        List<String> faults = new ArrayList<>();
        for (String attribute : List.of("guid", "standard", "standardversion")) {
            if (item.attribute(attribute) == null) {
                faults.add(where(item) + "has no attribute " + attribute);
            }
        }
        XmlElement meta = item.child("itemMeta").orElse(null);
        if (meta == null) {
            faults.add(where(item) + "has no <itemMeta>");
        } else {
            for (String child : List.of("itemClass", "provider", "versionCreated")) {
                if (meta.child(child).isEmpty()) {
                    faults.add(where(meta) + "has no <" + child + ">");
                }
            }
        }
        check(item, faults);
        return faults.stream().limit(KEPT).toList();
    }

    private static void check(XmlElement element, List<String> faults) {
        if (faults.size() >= KEPT || element.is("inlineXML") || element.is("rightsExpressionXML")) {
            return;
        }
        if (element.vocabulary() == Vocabulary.NAR) {
            if (!KNOWN.contains(element.name())) {
                faults.add(where(element) + "is no element of NewsML-G2");
            }
            if (DATES.contains(element.name())
                    && !element.text().isEmpty()
                    && !DATE.matcher(element.text()).matches()) {
                faults.add(where(element) + "holds \"" + cut(element.text()) + "\", which is no date in ISO 8601");
            }
            element.attributes().forEach((name, value) -> {
                boolean address =
                        name.equals("uri") || name.equals("href") || (name.endsWith("uri") && !name.contains(":"));
                if (address && !isAddress(value)) {
                    faults.add(where(element) + "has \"" + cut(value) + "\" as " + name + ", which is no URI");
                }
                if (name.equals("qcode") && !QCODE.matcher(value).matches()) {
                    faults.add(where(element) + "has \"" + cut(value)
                            + "\" as qcode, which is not of the form scheme:code");
                }
            });
        }
        element.children().forEach(child -> check(child, faults));
    }

    private static boolean isAddress(String value) {
        try {
            return !new URI(value.strip().replace(" ", "%20")).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String where(XmlElement element) {
        return "line " + element.line() + ": <" + element.qualifiedName() + "> ";
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
