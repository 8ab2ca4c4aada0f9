package dev.dateline.ingest.parse;

/** How deep objects and lists of a JSON text stand inside one another, told before anything is built of it. */
final class JsonDepth {

    private JsonDepth() {}

    /** Refuses a text that is nested deeper than that; whether it is JSON is not asked. */
    static void check(String json, int most) throws RefusedException {
        int depth = 0;
        int line = 1;
        for (int i = 0; i < json.length(); i++) {
            switch (json.charAt(i)) {
                case '"' -> i = endOfString(json, i);
                case '\n' -> line++;
                case '{', '[' -> {
                    depth++;
                    if (depth > most) {
                        throw new RefusedException(
                                Reason.TOO_DEEP,
                                "line " + line + ": objects and lists are nested more than " + most
                                        + " deep; send flatter JSON");
                    }
                }
                case '}', ']' -> depth--;
                default -> {}
            }
        }
    }

    private static int endOfString(String json, int begin) {
        for (int end = json.indexOf('"', begin + 1); end >= 0; end = json.indexOf('"', end + 1)) {
            int escape = end;
            while (json.charAt(escape - 1) == '\\') {
                escape--;
            }
            if ((end - escape) % 2 == 0) {
                return end;
            }
        }
        return json.length();
    }
}
