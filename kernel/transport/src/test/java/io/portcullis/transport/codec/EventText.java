package io.portcullis.transport.codec;

import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.ParentOrder;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A record as text with its arrays spelled out, so that golden frames can be compared with what a person can read. */
final class EventText {
    private EventText() {}

    static String of(Object value) {
        if (value instanceof double[] numbers) {
            return Arrays.toString(numbers);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EventText::of).toList().toString();
        }
        if (value instanceof Record record) {
            List<String> parts = new ArrayList<>();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object part = read(component, record);
                // what frames of version 1 do not say, their text does not say either
                if (!Attribution.NONE.equals(part) && !isNotSaid(component, part)) {
                    parts.add(component.getName() + "=" + of(part));
                }
            }
            return record.getClass().getSimpleName() + parts;
        }
        return String.valueOf(value);
    }

    private static boolean isNotSaid(RecordComponent component, Object part) {
        return part == null && component.getType() == ParentOrder.class
                || component.getName().equals("beta") && ((Double) part).isNaN();
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
