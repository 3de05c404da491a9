package io.portcullis.connector.edgar;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a Form 3, 4 or 5 says, transaction by transaction.
 *
 * @param form {@code 3}, {@code 4}, {@code 5} or one of them with {@code /A}
 * @param issuerCik the issuer's number
 * @param transactions the fields of each, by our names; of a Form 3, which has none, each holding
 */
record OwnershipForm(String form, long issuerCik, List<SortedMap<String, String>> transactions) {
    private static final int TRANSACTIONS_MAX = 1_000;
    private static final int TEXT_MAX = 10_000;
    private static final int DEPTH_MAX = 32;

    /** What is a row of its own. */
    private static final Set<String> ROWS =
            Set.of("nonDerivativeTransaction", "derivativeTransaction", "nonDerivativeHolding", "derivativeHolding");

    /** Where a field stands in a transaction. */
    private static final Map<String, String> FIELDS = Map.of(
            "securityTitle/value", "security",
            "transactionDate/value", "date",
            "transactionCoding/transactionCode", "code",
            "transactionAmounts/transactionShares/value", "shares",
            "transactionAmounts/transactionPricePerShare/value", "price",
            "transactionAmounts/transactionAcquiredDisposedCode/value", "acquired",
            "postTransactionAmounts/sharesOwnedFollowingTransaction/value", "shares_after");

    /** Where a field stands in an owner. */
    private static final Map<String, String> OWNER_FIELDS = Map.of(
            "reportingOwnerId/rptOwnerCik", "owner_cik",
            "reportingOwnerId/rptOwnerName", "owner",
            "reportingOwnerRelationship/isDirector", "director",
            "reportingOwnerRelationship/isOfficer", "officer",
            "reportingOwnerRelationship/isTenPercentOwner", "ten_percent_owner",
            "reportingOwnerRelationship/officerTitle", "position");

    /** Reads a form; a document type, with all that could hide behind it, is refused. */
    static OwnershipForm parse(byte[] xml) throws MalformedException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the form is read: " + systemId);
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            Walk walk = new Walk();
            while (reader.hasNext()) {
                walk.on(reader, reader.next());
            }
            return walk.form();
        } catch (XMLStreamException e) {
            throw new MalformedException("not a form: " + e.getMessage());
        }
    }

    /** Walks the elements and keeps the texts that have a name with us. */
    private static final class Walk {
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private final List<SortedMap<String, String>> transactions = new ArrayList<>();
        private final List<SortedMap<String, String>> owners = new ArrayList<>();
        private SortedMap<String, String> current;
        private int currentDepth;
        private String form = "";
        private String issuerCik = "";
        private String plan = "";

        void on(XMLStreamReader reader, int event) throws MalformedException {
            switch (event) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedException("not a form: a document type or entity in it is not read");
                case XMLStreamConstants.START_ELEMENT -> open(reader.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> close();
                default -> {
                    // Comments, instructions, spaces.
                }
            }
        }

        private void open(String name) throws MalformedException {
            path.addLast(name);
            text.setLength(0);
            if (path.size() > DEPTH_MAX) {
                throw new MalformedException("not a form: nested deeper than " + DEPTH_MAX);
            }
            boolean isTransaction = ROWS.contains(name);
            if (isTransaction || name.equals("reportingOwner")) {
                if (transactions.size() + owners.size() > TRANSACTIONS_MAX) {
                    throw new MalformedException("not a form: more than " + TRANSACTIONS_MAX + " transactions");
                }
                current = new TreeMap<>();
                currentDepth = path.size();
                (isTransaction ? transactions : owners).add(current);
                if (isTransaction) {
                    current.put("derivative", name.startsWith("derivative") ? "1" : "0");
                    current.put("holding", name.endsWith("Holding") ? "1" : "0");
                }
            }
        }

        private void characters(String more) throws MalformedException {
            if (text.length() + more.length() > TEXT_MAX && current != null) {
                throw new MalformedException("not a form: a text longer than " + TEXT_MAX);
            }
            if (text.length() <= TEXT_MAX) {
                text.append(more);
            }
        }

        private void close() {
            String value = text.toString().strip();
            if (current != null && path.size() > currentDepth) {
                String within =
                        String.join("/", path.stream().skip(currentDepth).toList());
                String field = FIELDS.getOrDefault(within, OWNER_FIELDS.get(within));
                if (field != null) {
                    current.put(field, value);
                }
            } else {
                String name = String.join("/", path);
                switch (name) {
                    case "ownershipDocument/documentType" -> form = value;
                    case "ownershipDocument/issuer/issuerCik" -> issuerCik = value;
                    case "ownershipDocument/aff10b5One" -> plan = value;
                    default -> {
                        // Not of ours.
                    }
                }
            }
            if (path.size() == currentDepth) {
                current = null;
                currentDepth = 0;
            }
            path.removeLast();
            text.setLength(0);
        }

        OwnershipForm form() throws MalformedException {
            if (!form.matches("[345](/A)?") || !issuerCik.matches("\\d{1,10}") || owners.isEmpty()) {
                throw new MalformedException("not a form: documentType '" + form + "', issuerCik '" + issuerCik + "', "
                        + owners.size() + " owners");
            }
            // Owners who report together did it together: the first stands for them, so that nothing counts twice.
            SortedMap<String, String> owner = owners.get(0);
            for (SortedMap<String, String> transaction : transactions) {
                owner.forEach(transaction::putIfAbsent);
                transaction.put("aff10b5one", plan.equals("true") ? "1" : plan.isEmpty() ? "0" : plan);
            }
            boolean hasTransactions =
                    transactions.stream().anyMatch(row -> row.get("holding").equals("0"));
            List<SortedMap<String, String>> kept = transactions.stream()
                    .filter(row -> row.get("holding").equals("0") || !hasTransactions)
                    .toList();
            return new OwnershipForm(form, Long.parseLong(issuerCik), kept);
        }
    }
}
