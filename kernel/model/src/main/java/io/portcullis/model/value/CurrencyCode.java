package io.portcullis.model.value;

/**
 * An ISO 4217 alphabetic currency code, such as {@code USD}.
 *
 * @param code three upper-case letters
 */
public record CurrencyCode(String code) {
    /** US dollar. */
    public static final CurrencyCode USD = new CurrencyCode("USD");

    /** Refuses anything but three letters A-Z. */
    public CurrencyCode {
        if (code == null || !code.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency must be three letters A-Z, got '" + code + "'");
        }
    }

    /** The currency of a code. */
    public static CurrencyCode of(String code) {
        return "USD".equals(code) ? USD : new CurrencyCode(code);
    }

    @Override
    public String toString() {
        return code;
    }
}
