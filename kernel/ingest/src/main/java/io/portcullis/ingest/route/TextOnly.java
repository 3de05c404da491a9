package io.portcullis.ingest.route;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;

/**
 * Texts and bytes between routes and the bus, and nothing else: an ObjectMessage would run the sender's choice of
 * classes.
 */
final class TextOnly implements MessageConverter {
    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        if (body instanceof byte[] bytes) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(bytes);
            return message;
        }
        if (body instanceof CharSequence text) {
            return session.createTextMessage(text.toString());
        }
        throw new MessageConversionException("the bus carries texts and bytes, got "
                + (body == null ? "nothing" : body.getClass().getName()));
    }

    @Override
    public Object fromMessage(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(body);
            return body;
        }
        throw new MessageConversionException(
                "the bus carries texts and bytes, got a " + message.getClass().getSimpleName());
    }
}
