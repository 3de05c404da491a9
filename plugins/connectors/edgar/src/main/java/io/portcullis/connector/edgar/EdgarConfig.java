package io.portcullis.connector.edgar;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/connector.edgar.cfg}; an underscore here is a point there. */
@ObjectClassDefinition(name = "Connector: EDGAR")
public @interface EdgarConfig {
    /** Name of the configuration and of its file. */
    String PID = "connector.edgar";

    @AttributeDefinition(name = "data.url", description = "Where submissions and company facts are")
    String data_url() default "https://data.sec.gov";

    @AttributeDefinition(name = "archives.url", description = "Where the forms themselves are")
    String archives_url() default "https://www.sec.gov";

    @AttributeDefinition(
            name = "user.agent",
            description = "Who asks, with an address to write to: the SEC refuses nameless callers")
    String user_agent() default "";

    @AttributeDefinition(name = "issuers", description = "Whom to ask about, as CIK=TICKER;CIK=TICKER")
    String issuers() default "";

    @AttributeDefinition(name = "requests.per.second", description = "Requests a second, a count")
    int requests_per_second() default 5;

    @AttributeDefinition(name = "timeout.millis", description = "Time for one answer, its body included, milliseconds")
    int timeout_millis() default 10_000;

    @AttributeDefinition(
            name = "retries",
            description = "Further attempts after 429, 5xx or a broken connection, a count")
    int retries() default 4;

    @AttributeDefinition(
            name = "backoff.millis",
            description = "Wait before the first further attempt, doubled each time, milliseconds")
    int backoff_millis() default 500;

    @AttributeDefinition(name = "body.bytes.max", description = "Largest answer that is read, bytes")
    int body_bytes_max() default 33_554_432;

    @AttributeDefinition(name = "poll.seconds", description = "Time between two looks at an open stream, seconds")
    int poll_seconds() default 300;
}
