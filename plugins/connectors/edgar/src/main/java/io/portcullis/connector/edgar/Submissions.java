package io.portcullis.connector.edgar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one page of an issuer's list of submissions. */
final class Submissions {
    private Submissions() {}

    /**
     * A submission that we read.
     *
     * @param accession its number, with hyphens
     * @param form which form
     * @param accepted when it was accepted, as the SEC writes it
     * @param document the name of its main document
     */
    record Entry(String accession, String form, String accepted, String document) {}

    /** The Forms 3, 4 and 5 of a page, in the page's order (newest first). */
    static List<Entry> entries(Map<?, ?> page) throws MalformedException {
        List<?> accessions = Json.list(page, "accessionNumber");
        List<?> forms = Json.list(page, "form");
        List<?> accepted = Json.list(page, "acceptanceDateTime");
        List<?> documents = Json.list(page, "primaryDocument");
        int size = accessions.size();
        if (forms.size() != size || accepted.size() != size || documents.size() != size) {
            throw new MalformedException("the columns of a list of submissions differ in length");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (String.valueOf(forms.get(i)).matches("[345](/A)?")) {
                entries.add(new Entry(
                        String.valueOf(accessions.get(i)),
                        String.valueOf(forms.get(i)),
                        String.valueOf(accepted.get(i)),
                        String.valueOf(documents.get(i))));
            }
        }
        return entries;
    }

    /** The names of the older pages. */
    static List<String> olderPages(Map<?, ?> submissions) throws MalformedException {
        List<String> names = new ArrayList<>();
        for (Object file : Json.list(Json.map(submissions, "filings"), "files")) {
            String name = file instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "";
            if (!name.matches("[A-Za-z0-9-]{1,60}\\.json")) {
                throw new MalformedException("a page of submissions has no usable name: '" + name + "'");
            }
            names.add(name);
        }
        return names;
    }
}
