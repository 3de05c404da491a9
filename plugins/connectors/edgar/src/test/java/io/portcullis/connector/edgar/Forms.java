package io.portcullis.connector.edgar;

/** Forms as the SEC writes them, of made-up people. */
final class Forms {
    private Forms() {}

    /** A Form 4 of two purchases and one option exercised. */
    static String form4(String type, String owner, String shares) {
        return "<?xml version=\"1.0\"?><ownershipDocument><schemaVersion>X0508</schemaVersion><documentType>" + type
                + "</documentType><issuer><issuerCik>0000000042</issuerCik><issuerTradingSymbol>AAA</issuerTradingSymbol>"
                + "</issuer><reportingOwner><reportingOwnerId><rptOwnerCik>" + owner
                + "</rptOwnerCik><rptOwnerName>Doe Jane</rptOwnerName></reportingOwnerId><reportingOwnerRelationship>"
                + "<isDirector>0</isDirector><isOfficer>1</isOfficer><officerTitle>Chief &amp; Officer</officerTitle>"
                + "</reportingOwnerRelationship></reportingOwner><aff10b5One>0</aff10b5One><nonDerivativeTable>"
                + transaction("nonDerivativeTransaction", "P", shares, "50.25", "A")
                + transaction("nonDerivativeTransaction", "S", "10", "51", "D")
                + "</nonDerivativeTable><derivativeTable>"
                + transaction("derivativeTransaction", "M", "5", "8.88", "A")
                + "</derivativeTable></ownershipDocument>";
    }

    private static String transaction(String element, String code, String shares, String price, String acquired) {
        return "<" + element + "><securityTitle><value>Common Stock</value></securityTitle><transactionDate><value>"
                + "2022-06-14</value></transactionDate><transactionCoding><transactionCode>" + code
                + "</transactionCode></transactionCoding><transactionAmounts><transactionShares><value>" + shares
                + "</value></transactionShares><transactionPricePerShare><value>" + price
                + "</value><footnoteId id=\"F1\"/></transactionPricePerShare><transactionAcquiredDisposedCode><value>"
                + acquired + "</value></transactionAcquiredDisposedCode></transactionAmounts><postTransactionAmounts>"
                + "<sharesOwnedFollowingTransaction><value>1000</value></sharesOwnedFollowingTransaction>"
                + "</postTransactionAmounts></" + element + ">";
    }

    /** A page of a list of submissions. */
    static String page(String... rows) {
        StringBuilder accessions = new StringBuilder();
        StringBuilder forms = new StringBuilder();
        StringBuilder accepted = new StringBuilder();
        StringBuilder documents = new StringBuilder();
        for (String row : rows) {
            String[] cells = row.split(" ");
            String comma = accessions.length() == 0 ? "" : ",";
            accessions.append(comma).append('"').append(cells[0]).append('"');
            forms.append(comma).append('"').append(cells[1]).append('"');
            accepted.append(comma).append('"').append(cells[2]).append('"');
            documents.append(comma).append("\"xslF345X03/form.xml\"");
        }
        return "{\"accessionNumber\":[" + accessions + "],\"form\":[" + forms + "],\"acceptanceDateTime\":[" + accepted
                + "],\"primaryDocument\":[" + documents + "]}";
    }

    static String submissions(String recent, String... olderPages) {
        StringBuilder files = new StringBuilder();
        for (String page : olderPages) {
            files.append(files.length() == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(page)
                    .append("\"}");
        }
        return "{\"cik\":\"42\",\"filings\":{\"recent\":" + recent + ",\"files\":[" + files + "]}}";
    }

    static String fact(String accession, String start, String end, String filed, String form, double value) {
        return "{" + (start.isEmpty() ? "" : "\"start\":\"" + start + "\",") + "\"end\":\"" + end + "\",\"val\":"
                + value
                + ",\"accn\":\"" + accession + "\",\"fy\":2022,\"fp\":\"FY\",\"form\":\"" + form + "\",\"filed\":\""
                + filed + "\"}";
    }
}
