package io.portcullis.connector.edgar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class OwnershipFormTest {
    @Test
    void shouldRefuseAnExternalEntity() throws Exception {
        Path secret = Files.createTempFile("secret", ".txt");
        Files.writeString(secret, "TOP SECRET");
        String attack = "<?xml version=\"1.0\"?><!DOCTYPE ownershipDocument [<!ENTITY x SYSTEM \"" + secret.toUri()
                + "\">]>" + Forms.form4("4", "&x;", "1").substring("<?xml version=\"1.0\"?>".length());
        assertThatThrownBy(() -> OwnershipForm.parse(bytes(attack)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("not a form")
                .hasMessageNotContaining("TOP SECRET");
        Files.delete(secret);
    }

    @Test
    void shouldRefuseAnEntityBombAtOnce() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE b [<!ENTITY a0 \"boom\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" \"");
            bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        bomb.append("]><ownershipDocument><documentType>&a29;</documentType></ownershipDocument>");
        long before = System.nanoTime();
        assertThatThrownBy(() -> OwnershipForm.parse(bytes(bomb.toString()))).isInstanceOf(MalformedException.class);
        assertThat((System.nanoTime() - before) / 1e9).isLessThan(20);
    }

    @Test
    void shouldRefuseAnExternalDocumentTypeAndParameterEntities() {
        for (String type : new String[] {
            "<!DOCTYPE b SYSTEM \"http://127.0.0.1:1/x.dtd\">",
            "<!DOCTYPE b [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]>"
        }) {
            String attack = "<?xml version=\"1.0\"?>" + type
                    + Forms.form4("4", "7", "1").substring("<?xml version=\"1.0\"?>".length());
            assertThatThrownBy(() -> OwnershipForm.parse(bytes(attack))).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void shouldRefuseWhatIsNoForm() {
        for (String text : new String[] {
            "",
            "<html/>",
            Forms.form4("8-K", "7", "1"),
            "<a>".repeat(40),
            Forms.form4("4", "7", "x".repeat(20_000)),
            Forms.form4("4", "7", "1").replace("reportingOwner>", "nobody>")
        }) {
            assertThatThrownBy(() -> OwnershipForm.parse(bytes(text)))
                    .as(text.substring(0, Math.min(40, text.length())))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageStartingWith("not a form");
        }
    }

    /** The SEC's own samples: what they say is counted and read. */
    @Test
    void shouldReadRealForms() throws Exception {
        OwnershipForm four = real("form4.snow.xml");
        assertThat(four.form()).isEqualTo("4");
        assertThat(four.issuerCik()).isEqualTo(1640147);
        SortedMap<String, String> first = four.transactions().get(0);
        assertThat(first)
                .containsEntry("owner_cik", "0001402349")
                .containsEntry("position", "Chief Financial Officer")
                .containsEntry("code", "M")
                .containsEntry("shares", "200000")
                .containsEntry("price", "8.88")
                .containsEntry("date", "2022-12-13");
        for (String name : List.of(
                "374WaterForm4.xml",
                "form3.nosecurities.xml",
                "form3.snow.nonderiv.xml",
                "form3.snow.xml",
                "form5.snow.xml")) {
            OwnershipForm form = real(name);
            System.out.printf(
                    "%s: form %s, %d rows%n",
                    name, form.form(), form.transactions().size());
            assertThat(form.form())
                    .as(name)
                    .isEqualTo(name.contains("form3") ? "3" : name.contains("form5") ? "5" : "4");
        }
        System.out.printf(
                "form4.snow.xml: form 4, %d rows%n", four.transactions().size());
    }

    @Test
    void shouldReadTheRealFactsOfACompany() throws Exception {
        Path file = data("05-insider-fundamentals/xbrl_companyfacts_SNOW.json.gz");
        byte[] bytes;
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            bytes = in.readAllBytes();
        }
        List<CompanyFacts.Annual> annuals = CompanyFacts.annuals(bytes);
        annuals.forEach(annual -> System.out.printf(
                "SNOW %s: year to %s, filed %s, %d items, assets %.0f%n",
                annual.accession(),
                annual.end(),
                annual.filed(),
                annual.items().size(),
                annual.items().get("Assets")));
        assertThat(annuals).isNotEmpty();
        assertThat(annuals)
                .allMatch(annual -> annual.filed().isAfter(annual.end()))
                .allMatch(annual -> annual.items().containsKey("Assets"));
    }

    private static OwnershipForm real(String name) throws Exception {
        return OwnershipForm.parse(Files.readAllBytes(data("05-insider-fundamentals/form345_xml_samples/" + name)));
    }

    private static Path data(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        Path file = folder.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(file).as("the training data are not here: not read").isRegularFile();
        return file;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
