package dev.challenger.transmission.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lays out addresses as the posts of the largest countries write them, at home and from abroad. */
class AddressBlockTest {
    private static String block(String name, String lines, String country, String origin) {
        Address to = PostalLetters.to(name, lines.replace("/", "\n"), country);
        return String.join("/", AddressBlock.of(to, Locale.forLanguageTag(origin)));
    }

    @ParameterizedTest
    @CsvSource({
        "US, 7 Market Street/Springfield IL 62701, ALICE LIDDELL/7 MARKET STREET/SPRINGFIELD IL 62701",
        "CA, 7 Market Street/Ottawa ON K1A 0B1,   ALICE LIDDELL/7 MARKET STREET/OTTAWA ON K1A 0B1",
        "GB, 7 Market Street/London/SW1A 1AA,      Alice Liddell/7 Market Street/LONDON/SW1A 1AA",
        "GB, 7 Market Street/London SW1A 1AA,      Alice Liddell/7 Market Street/LONDON SW1A 1AA",
        "IE, 7 Market Street/Dublin 2/D02 AF30,    Alice Liddell/7 Market Street/DUBLIN 2/D02 AF30",
        "FR, 7 rue du Marché/75001 Paris,          Alice Liddell/7 rue du Marché/75001 PARIS",
        "IT, Via Roma 7/00184 Roma RM,             Alice Liddell/Via Roma 7/00184 ROMA RM",
        "ES, Calle Mayor 7/28013 Madrid,           Alice Liddell/Calle Mayor 7/28013 MADRID",
        "NL, Marktstraat 7/1012 AB Amsterdam,      Alice Liddell/Marktstraat 7/1012 AB AMSTERDAM",
        "AU, 7 Market Street/Sydney NSW 2000,      Alice Liddell/7 Market Street/SYDNEY NSW 2000",
        "IN, 7 Market Road/New Delhi 110001,       Alice Liddell/7 Market Road/NEW DELHI 110001",
        "BR, Rua Direita 7/01002-000 São Paulo-SP, Alice Liddell/Rua Direita 7/01002-000 SÃO PAULO-SP",
        "SE, Storgatan 7/111 22 Stockholm,         Alice Liddell/Storgatan 7/111 22 STOCKHOLM",
        "DE, Marktgasse 7/10115 Berlin,            Alice Liddell/Marktgasse 7/10115 Berlin",
        "CH, Marktgasse 7/8001 Zürich,             Alice Liddell/Marktgasse 7/8001 Zürich",
        "AT, Marktgasse 7/1010 Wien,               Alice Liddell/Marktgasse 7/1010 Wien",
        "PL, ul. Rynek 7/00-001 Warszawa,          Alice Liddell/ul. Rynek 7/00-001 Warszawa",
        "RU, ul. Tverskaya 7/Moskva 125009,        Alice Liddell/ul. Tverskaya 7/Moskva 125009",
        "TR, Pazar Sk. 7/34110 İstanbul,           Alice Liddell/Pazar Sk. 7/34110 İstanbul",
        "KR, 7 Sejong-daero/Seoul 03186,           Alice Liddell/7 Sejong-daero/Seoul 03186",
    })
    void aLetterAtHome(String country, String lines, String block) {
        assertEquals(block, block("Alice Liddell", lines, country, "en-" + country));
    }

    /** The town is in capitals, for the post that takes the letter over, and the country in the sender's language. */
    @ParameterizedTest
    @CsvSource({
        "de-CH, DE, Marktgasse 7/10115 Berlin,   Alice Liddell/Marktgasse 7/10115 BERLIN/DEUTSCHLAND",
        "fr-CH, DE, Marktgasse 7/10115 Berlin,   Alice Liddell/Marktgasse 7/10115 BERLIN/ALLEMAGNE",
        "de-DE, AT, Marktgasse 7/1010 Wien,      Alice Liddell/Marktgasse 7/1010 WIEN/ÖSTERREICH",
        "en-US, GB, 7 Market Street/London/SW1A 1AA, Alice Liddell/7 Market Street/LONDON/SW1A 1AA/UNITED KINGDOM",
        "tr-TR, TR, Pazar Sk. 7/34110 İzmir,     Alice Liddell/Pazar Sk. 7/34110 İzmir",
        "tr-TR, FR, 7 rue du Marché/Nice,        Alice Liddell/7 rue du Marché/NICE/FRANSA",
        "de-CH, TR, Pazar Sk. 7/34110 izmir,     Alice Liddell/Pazar Sk. 7/34110 İZMİR/TÜRKEI",
        "de-CH, GR, Οδός Ερμού 7/105 63 Αθήνα,   Alice Liddell/Οδός Ερμού 7/105 63 ΑΘΗΝΑ/GRIECHENLAND",
        "de-CH, GE, რუსთაველის 7/0105 თბილისი,   Alice Liddell/რუსთაველის 7/0105 თბილისი/GEORGIEN",
        "de-CH, XK, Rruga 7/10000 Prishtinë,     Alice Liddell/Rruga 7/10000 PRISHTINË/KOSOVO",
    })
    void aLetterAcrossABorder(String origin, String country, String lines, String block) {
        assertEquals(block, block("Alice Liddell", lines, country, origin));
    }

    @Test
    void theNameIsLastWhereTheLargestPlaceIsFirst() {
        assertEquals("〒100-0005/東京都千代田区丸の内2-7-2/田中 花子", block("田中 花子", "〒100-0005/東京都千代田区丸の内2-7-2", "JP", "ja-JP"));
        assertEquals(
                "Hanako Tanaka/2-7-2 Marunouchi/TOKYO 100-0005/JAPAN",
                block("Hanako Tanaka", "2-7-2 Marunouchi/Tokyo 100-0005", "JP", "de-CH"));
    }

    @ParameterizedTest
    @CsvSource({"Deutschland", "Germany", "ALLEMAGNE", "deutschland"})
    void aCountryBelowTheTownIsNotPrintedTwice(String country) {
        assertEquals(
                "Alice/Marktgasse 7/10115 BERLIN/GERMANIA",
                block("Alice", "Marktgasse 7/10115 Berlin/" + country, "DE", "it-CH"));
        assertEquals(
                "Alice/Marktgasse 7/10115 Berlin",
                block("Alice", "Marktgasse 7/10115 Berlin/" + country, "DE", "de-DE"));
    }

    @Test
    void swissAddressesHaveNoCountry() {
        Address swiss = new AddressPolicy(AddressType.POSTAL_CH, Optional.empty(), Map.of())
                .stored(Map.of("CONTACT_NAME", "Alice", "ADDRESS_LINES", "Marktgasse 7\n8001 Zürich"));

        assertEquals(
                List.of("Alice", "Marktgasse 7", "8001 Zürich"),
                AddressBlock.of(swiss, Locale.forLanguageTag("de-CH")));
        assertEquals(
                List.of("Alice", "Marktgasse 7", "8001 ZÜRICH", "SCHWEIZ"),
                AddressBlock.of(swiss, Locale.forLanguageTag("de-LI")));
    }
}
